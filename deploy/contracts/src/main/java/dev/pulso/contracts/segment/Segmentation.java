package dev.pulso.contracts.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One training run of a segmentation ({@code pulso.segmentation.v1}). Key: {@code segmentation|version}.
 *
 * @param segmentation name of the segmentation
 * @param version number of the run, growing
 * @param verdict what became of the run
 * @param reasons why, in words; empty for a promotion without remarks
 * @param entities how many entities were clustered
 * @param metrics quality figures by name, such as {@code silhouette}
 * @param segments the segments found, largest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Segmentation(
        String segmentation,
        long version,
        Instant startedAt,
        Instant finishedAt,
        Verdict verdict,
        List<String> reasons,
        long entities,
        Map<String, Double> metrics,
        List<Segment> segments) {

    /** What became of a training run. */
    public enum Verdict {
        PROMOTED,
        REFUSED,
        NO_STRUCTURE
    }

    /**
     * One segment of a run.
     *
     * @param id stable over versions
     * @param name what distinguishes it, in words
     * @param size members
     * @param share members as a share of all entities, 0 to 1
     * @param centroid mean of each feature, in original units
     */
    public record Segment(String id, String name, long size, double share, Map<String, Double> centroid) {
        public Segment {
            Require.notEmpty(id, "segments.id");
            centroid = centroid == null ? Map.of() : Map.copyOf(centroid);
        }
    }

    public Segmentation {
        Require.notEmpty(segmentation, "segmentation");
        Require.notNull(startedAt, "startedAt");
        Require.notNull(finishedAt, "finishedAt");
        Require.notNull(verdict, "verdict");
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
        segments = segments == null ? List.of() : List.copyOf(segments);
    }

    /** Key of the record: {@code segmentation|version}. */
    public String key() {
        return segmentation + "|" + version;
    }
}
