package dev.pulso.processor.archive;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Which segments count, and which are to be merged next. */
final class Segments {
    private Segments() {}

    /** The segments that no other one covers, in order: each archived record is in exactly one of them. */
    static List<Segment> visible(Collection<Segment> complete) {
        return complete.stream()
                .filter(each -> complete.stream().noneMatch(other -> other.covers(each)))
                .sorted()
                .toList();
    }

    /** The segments whose records are in a larger one. */
    static List<Segment> covered(Collection<Segment> complete) {
        return complete.stream()
                .filter(each -> complete.stream().anyMatch(other -> other.covers(each)))
                .sorted()
                .toList();
    }

    /**
     * The segments to merge into one: {@code fanIn} neighbours of the same size class, small ones first. Nothing is merged more
     * than twice, so a record is written three times in all.
     *
     * @return at least two neighbours of one generation, or nothing
     */
    static List<Segment> toMerge(Collection<Segment> complete, int fanIn) {
        for (int level = 0; level < 2; level++) {
            int wanted = level;
            var byGeneration = visible(complete).stream()
                    .filter(each -> level(each, fanIn) == wanted)
                    .collect(Collectors.groupingBy(Segment::generation));
            for (List<Segment> same : byGeneration.values()) {
                if (same.size() >= fanIn) {
                    return same.subList(0, fanIn);
                }
            }
        }
        return List.of();
    }

    private static int level(Segment segment, int fanIn) {
        if (segment.batches() < fanIn) {
            return 0;
        }
        return segment.batches() < (long) fanIn * fanIn ? 1 : 2;
    }
}
