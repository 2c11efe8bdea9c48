package dev.pulso.processor.segment;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.describe.Description;
import dev.pulso.processor.segment.drift.Distribution;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.gate.Verdict;
import dev.pulso.processor.segment.registry.Registry;
import dev.pulso.processor.segment.train.Search;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What will be told of a run, as far as it is known when the features are.
 *
 * @param spread how the features are spread; null with too few entities
 * @param drift population stability index of each feature against the last run; empty if there is none to compare with
 */
record RunRecord(
        Definition definition,
        Registry registry,
        Instant started,
        Features.Table table,
        Cause cause,
        @Nullable Distribution spread,
        Map<String, Double> drift) {
    /** What a run was made for. */
    enum Cause {
        ORDER,
        SCHEDULE,
        DRIFT
    }

    /** An empty place for the version to come, with how the features are spread. */
    Path draft() {
        Path draft = registry.draft();
        if (spread != null) {
            registry.keep(draft, spread);
        }
        return draft;
    }

    /** A run that found no segments; it is kept and told, and changes nothing. */
    Segmentation without(Verdict verdict, List<Segmentation.Evidence> evidence, Clock clock) {
        Segmentation run = run(verdict, Map.of(), List.of(), List.of(), evidence, List.of(), 0, clock);
        registry.add(draft(), run, null);
        return run;
    }

    Segmentation with(
            Verdict verdict,
            Verdict.Quality quality,
            Description description,
            List<Segmentation.Lineage> lineage,
            Search.Found found,
            Clock clock) {
        return run(
                verdict,
                Trainer.metrics(quality, found),
                description.segments(),
                lineage,
                found.evidence().told(),
                description.points(),
                found.choice().k(),
                clock);
    }

    private Segmentation run(
            Verdict verdict,
            Map<String, Double> metrics,
            List<Segmentation.Segment> segments,
            List<Segmentation.Lineage> lineage,
            List<Segmentation.Evidence> evidence,
            List<Segmentation.Point> points,
            int k,
            Clock clock) {
        long version = registry.next();
        return new Segmentation(
                definition.name(),
                version,
                started,
                clock.instant(),
                verdict.verdict(),
                verdict.reasons(),
                verdict.findings(),
                table.entities(),
                withDrift(metrics),
                segments,
                serving(verdict, version),
                table.from(),
                table.to(),
                table.records(),
                parameters(k),
                definition.features().stream()
                        .map(feature -> new Segmentation.Feature(feature.name(), feature.unit()))
                        .toList(),
                definition.words(),
                evidence,
                lineage,
                points);
    }

    private Map<String, Double> withDrift(Map<String, Double> metrics) {
        Map<String, Double> all = new LinkedHashMap<>(metrics);
        drift.forEach((feature, index) -> all.put("psi." + feature, index));
        drift.values().stream().max(Double::compare).ifPresent(most -> all.put("psi", most));
        return all;
    }

    private @Nullable Long serving(Verdict verdict, long version) {
        if (verdict.verdict() == Segmentation.Verdict.PROMOTED) {
            return version;
        }
        OptionalLong serving = registry.serving();
        return serving.isPresent() ? serving.getAsLong() : null;
    }

    private Map<String, String> parameters(int k) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("algorithm", definition.algorithm().name());
        parameters.put("kFrom", Integer.toString(definition.k().from()));
        parameters.put("kTo", Integer.toString(definition.k().to()));
        if (k > 0) {
            parameters.put("k", Integer.toString(k));
        }
        parameters.put("starts", Integer.toString(definition.starts()));
        parameters.put("seed", Long.toString(definition.seed()));
        parameters.put("lookBack", definition.lookBack().toString());
        parameters.put("cause", cause.name());
        return parameters;
    }

    /** An old run under a new number. */
    static Segmentation again(Segmentation old, long version, Verdict verdict, Instant now) {
        return new Segmentation(
                old.segmentation(),
                version,
                now,
                now,
                verdict.verdict(),
                verdict.reasons(),
                verdict.findings(),
                old.entities(),
                old.metrics(),
                old.segments(),
                version,
                old.dataFrom(),
                old.dataTo(),
                old.records(),
                old.parameters(),
                old.features(),
                old.words(),
                old.evidence(),
                List.of(),
                old.points());
    }

    /** A run with other segments. */
    static Segmentation with(Segmentation run, List<Segmentation.Segment> segments) {
        return new Segmentation(
                run.segmentation(),
                run.version(),
                run.startedAt(),
                run.finishedAt(),
                run.verdict(),
                run.reasons(),
                run.findings(),
                run.entities(),
                run.metrics(),
                segments,
                run.serving(),
                run.dataFrom(),
                run.dataTo(),
                run.records(),
                run.parameters(),
                run.features(),
                run.words(),
                run.evidence(),
                run.lineage(),
                run.points());
    }
}
