package dev.pulso.contracts.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The segment of an entity, sent when it changes ({@code pulso.member.v1}). Key: {@code segmentation|entity}.
 *
 * @param segment id of the segment; absent if the entity left the segmentation
 * @param previousSegment id of the segment before this change
 * @param version training run that decided
 * @param distance to the centroid, in scaled feature space
 * @param features its numbers, in original units
 * @param nearest the second nearest segment
 * @param why what places it in its segment, in words
 * @param mover the smallest change of one feature that would move it to {@code nearest}, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Member(
        String segmentation,
        String entity,
        @Nullable String segment,
        @Nullable String previousSegment,
        long version,
        @Nullable Double distance,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> features,
        @Nullable String nearest,
        @Nullable String why,
        @Nullable String mover) {
    public Member {
        Require.notEmpty(segmentation, "segmentation");
        Require.notEmpty(entity, "entity");
        Require.notNull(at, "at");
        features = features == null ? Map.of() : Map.copyOf(features);
    }

    /** Key of the record: {@code segmentation|entity}. */
    public String key() {
        return segmentation + "|" + entity;
    }
}
