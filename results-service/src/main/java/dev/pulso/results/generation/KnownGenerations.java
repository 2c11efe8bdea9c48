package dev.pulso.results.generation;

import java.util.List;
import java.util.OptionalLong;

/** The generations at one moment. */
public record KnownGenerations(List<Known> known) {
    /** Room for 2^40 writes of one row in each of 8,192 generations, within the integers of JavaScript. */
    private static final int WRITES_BITS = 40;

    record Known(long generation, int ordinal, GenerationState state) {}

    /** The generation whose rows are the answers. */
    public OptionalLong serving() {
        return known.stream()
                .filter(each -> each.state() == GenerationState.SERVING)
                .mapToLong(Known::generation)
                .findFirst();
    }

    /** A newer generation that is not serving yet. */
    public OptionalLong building() {
        return known.stream()
                .filter(each -> each.state() == GenerationState.BUILDING || each.state() == GenerationState.CARRYING)
                .mapToLong(Known::generation)
                .findFirst();
    }

    /** Whether deltas of a generation are still counted. Late ones of a replaced generation are not. */
    public boolean accepts(long generation) {
        return known.stream()
                .anyMatch(each -> each.generation() == generation && each.state() != GenerationState.RETIRED);
    }

    /** Whether a generation is newer than all that are known. */
    boolean announces(long generation) {
        return known.stream().allMatch(each -> each.generation() < generation);
    }

    /** Whether the rows of a generation are the answers. */
    public boolean isServing(long generation) {
        return serving().equals(OptionalLong.of(generation));
    }

    /** Version of a row as published: a newer generation's is above every older one's, for readers of the topic. */
    public long publishedVersion(long generation, long version) {
        int ordinal = known.stream()
                .filter(each -> each.generation() == generation)
                .findFirst()
                .orElseThrow()
                .ordinal();
        return ((long) ordinal << WRITES_BITS) + version;
    }
}
