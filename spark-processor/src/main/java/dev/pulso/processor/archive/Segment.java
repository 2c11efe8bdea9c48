package dev.pulso.processor.archive;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The archived records of some micro-batches that follow each other. A segment is written once, as a whole, and never
 * changed; merging segments makes a new one that covers them.
 *
 * @param generation generation of the archive's checkpoint: batch ids start again with each
 * @param from id of the first batch
 * @param to id of the last batch
 */
record Segment(long generation, long from, long to) implements Comparable<Segment> {
    private static final Pattern NAME = Pattern.compile("(\\d{10})-(\\d{10})");
    private static final Comparator<Segment> ORDER = Comparator.comparingLong(Segment::generation)
            .thenComparingLong(Segment::from)
            .thenComparingLong(Segment::to);

    static Segment of(long generation, long batch) {
        return new Segment(generation, batch, batch);
    }

    /** The segment of a directory's name; empty if the directory is none. */
    static Optional<Segment> parse(long generation, String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(
                        new Segment(generation, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    String name() {
        return "%010d-%010d".formatted(from, to);
    }

    boolean covers(Segment other) {
        return generation == other.generation && from <= other.from && to >= other.to && !equals(other);
    }

    long batches() {
        return to - from + 1;
    }

    @Override
    public int compareTo(Segment other) {
        return ORDER.compare(this, other);
    }
}
