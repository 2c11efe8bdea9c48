package dev.pulso.results.segment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member of a segment.
 *
 * @param distance to the centroid, in scaled feature space
 * @param version training run that decided
 * @param since when it was decided
 */
record MemberItem(String entity, @Nullable Double distance, long version, Instant since) {}
