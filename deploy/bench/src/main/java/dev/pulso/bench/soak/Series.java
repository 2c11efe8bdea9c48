package dev.pulso.bench.soak;

import java.util.ArrayList;
import java.util.List;

/** One quantity over time. Not thread-safe. */
final class Series {
    private final String name;
    private final Kind kind;
    private final List<Double> minutes = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    /** What is measured, in which unit, and how much more than before is still flat. */
    enum Kind {
        /** Proportional set size: shared pages count once. Half-lives of the JIT and of the allocator need some slack. */
        MEMORY_MB(32, 0.08),
        /** Used heap; what counts is its floor, which is what survives a collection. */
        HEAP_MB(16, 0.10),
        FILE_HANDLES(12, 0.05),
        THREADS(6, 0.05),
        /** Records that a stage has still to read: flat means that it is not falling behind. */
        LAG_RECORDS(0, 0.0),
        /** Grows with what is kept, by design: shown, not judged. */
        DISK_MB(0, 0.0);

        private final double slack;
        private final double share;

        Kind(double slack, double share) {
            this.slack = slack;
            this.share = share;
        }

        double mostAbove(double before) {
            return before + slack + share * before;
        }
    }

    Series(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    void add(double minute, double value) {
        minutes.add(minute);
        values.add(value);
    }

    List<Double> minutes() {
        return List.copyOf(minutes);
    }

    List<Double> values() {
        return List.copyOf(values);
    }

    /** The values from one share of the run to another, such as 0.25 to 0.5. */
    List<Double> between(double from, double to) {
        int size = values.size();
        return List.copyOf(values.subList((int) (from * size), (int) (to * size)));
    }
}
