package dev.pulso.processor.segment.definition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One segmentation file.
 *
 * @param name also the first part of every key of its messages
 * @param source which records count
 * @param entity SQL expression of the id of the entity a record is about; rows where it is null or empty do not count
 * @param columns names for SQL expressions over {@code id}, {@code source}, {@code type}, {@code subject}, {@code time} and
 *     {@code data}
 * @param keep SQL condition over those and the columns
 * @param lookBack how far before {@code as_of} records count
 * @param asOf what {@code as_of}, a date, is in the features
 * @param features SQL aggregates over the records of an entity
 * @param words what the name, the features, units and words of this file and {@link #AVERAGE} are called in other languages, by
 *     language; who reads in a language that is missing gets them as they are
 * @param k how many segments are tried
 * @param starts seeded starts of each clustering, of which the best counts
 * @param minEntities fewer are not clustered
 * @param schedule time between trainings; absent: on demand only
 * @param drift population stability index of a feature from which a training is due before its time; 0: never. By default 0.25
 *     with a schedule and 0 without
 */
public record Definition(
        String name,
        Source source,
        String entity,
        Map<String, String> columns,
        @Nullable String keep,
        Period lookBack,
        AsOf asOf,
        List<Feature> features,
        Map<String, Map<String, String>> words,
        Transform transform,
        Algorithm algorithm,
        @JsonProperty("k") Range k,
        int starts,
        long seed,
        long minEntities,
        @Nullable Duration schedule,
        @Nullable Double drift,
        Gate gate) {

    /** Word for entities that have of nothing much or little. */
    public static final String AVERAGE = "average";

    private static final double MUCH_DRIFT = 0.25;

    /**
     * @param data Spark schema of the event's {@code data}, as DDL
     * @param where SQL condition over the event, before duplicates go
     */
    public record Source(
            String topic, String data, @Nullable String where) {
        public Source {
            Rule.oneOf(topic, "source.topic", List.of("pulso.events", "pulso.posts"));
            Rule.filled(data, "source.data");
        }
    }

    /** What {@code as_of} is: the day after the last record that counts, or the day after the training. */
    public enum AsOf {
        LATEST,
        NOW
    }

    /**
     * @param expression SQL aggregate
     * @param high word for entities that have much of it
     * @param low word for entities that have little of it
     */
    public record Feature(
            String name, String expression, @Nullable String unit, String high, String low) {
        public Feature {
            Rule.name(name, "features.name");
            Rule.filled(expression, "features.expression of " + name);
            Rule.filled(high, "features.high of " + name);
            Rule.filled(low, "features.low of " + name);
        }
    }

    /**
     * @param log1p ln(1+x) of every feature, floored at 0
     * @param standardise mean 0 and standard deviation 1
     */
    public record Transform(boolean log1p, boolean standardise) {}

    /** How to cluster. */
    public enum Algorithm {
        KMEANS,
        BISECTING_KMEANS,
        GAUSSIAN_MIXTURE
    }

    /** From how many to how many segments, both included. */
    public record Range(int from, int to) {
        public Range {
            Rule.holds(from >= 2, "k.from is below 2");
            Rule.holds(to >= from, "k.to is below k.from");
            Rule.holds(to <= 50, "k.to is above 50");
        }
    }

    /**
     * What a version must reach to serve.
     *
     * @param silhouette least, -1 to 1
     * @param stability least adjusted Rand index between bootstrapped clusterings, 0 to 1
     * @param smallestShare least share of the smallest segment
     * @param churn largest share of entities that change their segment against the serving version
     */
    public record Gate(double silhouette, double stability, double smallestShare, double churn) {
        public Gate {
            Rule.holds(silhouette >= -1 && silhouette <= 1, "gate.silhouette is not within -1 and 1");
            Rule.holds(stability >= 0 && stability <= 1, "gate.stability is not within 0 and 1");
            Rule.holds(smallestShare >= 0 && smallestShare <= 0.5, "gate.smallestShare is not within 0 and 0.5");
            Rule.holds(churn >= 0 && churn <= 1, "gate.churn is not within 0 and 1");
        }
    }

    public Definition {
        Rule.name(name, "name");
        Rule.present(source, "source");
        Rule.filled(entity, "entity");
        columns = columns == null ? Map.of() : columns;
        columns.keySet().forEach(each -> Rule.name(each, "columns." + each));
        lookBack = lookBack == null ? Period.ofYears(2) : lookBack;
        asOf = asOf == null ? AsOf.NOW : asOf;
        Rule.holds(features != null && !features.isEmpty(), "features are missing");
        Rule.holds(
                features.stream().map(Feature::name).distinct().count() == features.size(),
                "features have the same name twice");
        words = words == null ? Map.of() : words;
        Rule.words(words, said(name, features));
        transform = transform == null ? new Transform(true, true) : transform;
        algorithm = algorithm == null ? Algorithm.KMEANS : algorithm;
        k = k == null ? new Range(2, 8) : k;
        starts = starts == 0 ? 5 : starts;
        Rule.holds(starts > 0 && starts <= 50, "starts is not within 1 and 50");
        minEntities = minEntities == 0 ? Math.max(100, 10L * k.to()) : minEntities;
        Rule.holds(minEntities >= 10L * k.to(), "minEntities is below ten for each of k.to segments");
        Rule.holds(
                schedule == null || schedule.compareTo(Duration.ofMinutes(1)) >= 0,
                "schedule is shorter than a minute");
        drift = drift == null ? Double.valueOf(schedule == null ? 0 : MUCH_DRIFT) : drift;
        Rule.holds(drift != null && drift >= 0, "drift is below 0");
        gate = gate == null ? new Gate(0.3, 0.7, 0.02, 0.5) : gate;
    }

    /** {@link #drift}, which is known by now. */
    public double mostDrift() {
        return drift == null ? 0 : drift;
    }

    /** What readers get to see: names, units and words. */
    Set<String> said() {
        return said(name, features);
    }

    private static Set<String> said(String name, List<Feature> features) {
        return Stream.concat(
                        Stream.of(name, AVERAGE),
                        features.stream().flatMap(each -> Stream.of(each.name(), each.unit(), each.high(), each.low())))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }
}
