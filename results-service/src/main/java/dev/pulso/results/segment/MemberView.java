package dev.pulso.results.segment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entity of a segmentation, as it was when it came to its segment: a member is told again only when it moves.
 *
 * @param segment where it is now; null if it has left
 * @param segmentName its name in the run that counts
 * @param distance to the centroid, in scaled feature space
 * @param version training run that decided
 * @param since when it was decided
 * @param history its changes, newest first
 * @param features its numbers, in original units; null in old messages, as what follows
 * @param nearest the second nearest segment
 * @param why what places it in its segment, in words
 * @param mover the smallest change of one feature that would move it to {@code nearest}, in words
 */
record MemberView(
        String segmentation,
        String entity,
        @Nullable String segment,
        @Nullable String segmentName,
        @Nullable Double distance,
        long version,
        Instant since,
        List<Change> history,
        @Nullable Map<String, Double> features,
        @Nullable String nearest,
        @Nullable String why,
        @Nullable String mover) {
    /** A change of segment. */
    record Change(
            Instant at,
            long version,
            @Nullable String segment,
            @Nullable String previousSegment,
            @Nullable Double distance) {}
}
