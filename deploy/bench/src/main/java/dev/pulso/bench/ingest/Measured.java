package dev.pulso.bench.ingest;

import java.util.Comparator;
import java.util.List;

/**
 * One round.
 *
 * @param rate events/s
 * @param cpu µs of the process's CPU time for each event
 */
record Measured(double rate, double cpu) {
    /** The middle of each figure. */
    static Measured median(List<Measured> rounds) {
        return new Measured(
                middle(rounds.stream().map(Measured::rate).toList()),
                middle(rounds.stream().map(Measured::cpu).toList()));
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
