package dev.pulso.contracts.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One training run of a segmentation ({@code pulso.segmentation.v1}). Key: {@code segmentation|version}.
 *
 * @param segmentation name of the segmentation
 * @param version number of the run, growing
 * @param verdict what became of the run
 * @param reasons why, in English; empty for a promotion without remarks
 * @param findings the same as codes and figures, for those who put them into words of their own
 * @param entities how many entities were clustered
 * @param metrics quality figures by name, such as {@code silhouette}
 * @param segments the segments found, largest first
 * @param serving version that serves after the run: this one if promoted, else an older one; absent if none does
 * @param dataFrom event time of the first record that counted
 * @param dataTo event time of the last record that counted
 * @param records how many records counted
 * @param parameters what the run was told, such as {@code algorithm}, {@code k} and {@code seed}
 * @param features what the segments are made of, in the order of the model
 * @param words the names, units and words of the run in other languages, by language and by the word they stand for
 * @param evidence what each number of segments tried came to
 * @param lineage what became of the segments of the version that served before
 * @param points a sample of entities on the plane that shows most of the spread
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Segmentation(
        String segmentation,
        long version,
        Instant startedAt,
        Instant finishedAt,
        Verdict verdict,
        List<String> reasons,
        List<Finding> findings,
        long entities,
        Map<String, Double> metrics,
        List<Segment> segments,
        @Nullable Long serving,
        @Nullable Instant dataFrom,
        @Nullable Instant dataTo,
        @Nullable Long records,
        Map<String, String> parameters,
        List<Feature> features,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Map<String, String>> words,
        List<Evidence> evidence,
        List<Lineage> lineage,
        List<Point> points) {

    /** What became of a training run. */
    public enum Verdict {
        PROMOTED,
        REFUSED,
        NO_STRUCTURE,
        NOT_ENOUGH_DATA
    }

    /** What a gate, or a look at the data, came to. */
    public enum Code {
        PASSED,
        BELOW,
        ABOVE,
        TOO_FEW_ENTITIES,
        NO_STRUCTURE,
        ROLLED_BACK
    }

    /**
     * One reason of a verdict.
     *
     * @param metric what was judged, by its name in {@code metrics}; absent where nothing was measured
     * @param value how much it was; of {@code ROLLED_BACK} the version that serves again; absent where it has no value
     * @param bound how much it had to be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Finding(
            Code code,
            @Nullable String metric,
            @Nullable Double value,
            @Nullable Double bound) {
        public Finding {
            Require.notNull(code, "findings.code");
        }
    }

    /** What a segment has to do with those of the version before. */
    public enum Kind {
        BIRTH,
        DEATH,
        SPLIT,
        MERGE
    }

    /**
     * One number per entity.
     *
     * @param unit of its values, such as {@code days}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Feature(String name, @Nullable String unit) {}

    /**
     * What a number of segments came to.
     *
     * @param wcss sum of squared distances to the centroids, in scaled feature space
     * @param silhouette mean, -1 to 1, of squared distances
     * @param gap how much tighter than random data of the same spread: difference of ln(wcss)
     * @param gapSpread standard error of {@code gap}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evidence(
            long k,
            @Nullable Double wcss,
            @Nullable Double silhouette,
            @Nullable Double gap,
            @Nullable Double gapSpread) {}

    /**
     * A change in the set of segments.
     *
     * @param segment the one that was born, died, was split, or came out of a merger
     * @param others what it was split into, or merged from
     */
    public record Lineage(Kind kind, String segment, List<String> others) {
        public Lineage {
            others = others == null ? List.of() : List.copyOf(others);
        }
    }

    /** An entity on the map. */
    public record Point(String segment, double x, double y) {}

    /**
     * How a segment differs in one feature.
     *
     * @param effect how far its mean is from that of all entities, in standard deviations after the transforms
     */
    public record Effect(String feature, double effect) {}

    /**
     * A condition that finds members.
     *
     * @param text such as {@code frequency > 6.5 and recencyDays <= 30}
     * @param coverage share of the segment's members that fulfil it
     * @param precision share of those that fulfil it that are members
     */
    public record Rule(String text, double coverage, double precision) {}

    /**
     * One segment of a run.
     *
     * @param id stable over versions
     * @param name what distinguishes it, in words
     * @param size members
     * @param share members as a share of all entities, 0 to 1
     * @param centroid mean of each feature, in original units
     * @param effects what distinguishes it, strongest first
     * @param rules what finds its members, widest first
     * @param examples entities nearest to the centroid
     * @param x of the centroid on the map
     * @param y of the centroid on the map
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Segment(
            String id,
            String name,
            long size,
            double share,
            Map<String, Double> centroid,
            List<Effect> effects,
            List<Rule> rules,
            List<String> examples,
            @Nullable Double x,
            @Nullable Double y) {
        public Segment {
            Require.notEmpty(id, "segments.id");
            centroid = centroid == null ? Map.of() : Map.copyOf(centroid);
            effects = effects == null ? List.of() : List.copyOf(effects);
            rules = rules == null ? List.of() : List.copyOf(rules);
            examples = examples == null ? List.of() : List.copyOf(examples);
        }
    }

    public Segmentation {
        Require.notEmpty(segmentation, "segmentation");
        Require.notNull(startedAt, "startedAt");
        Require.notNull(finishedAt, "finishedAt");
        Require.notNull(verdict, "verdict");
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        findings = findings == null ? List.of() : List.copyOf(findings);
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
        segments = segments == null ? List.of() : List.copyOf(segments);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        features = features == null ? List.of() : List.copyOf(features);
        words = words == null ? Map.of() : Map.copyOf(words);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        lineage = lineage == null ? List.of() : List.copyOf(lineage);
        points = points == null ? List.of() : List.copyOf(points);
    }

    /** Key of the record: {@code segmentation|version}. */
    public String key() {
        return segmentation + "|" + version;
    }
}
