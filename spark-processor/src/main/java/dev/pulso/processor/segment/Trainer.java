package dev.pulso.processor.segment;

import static org.apache.spark.sql.functions.col;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.processor.segment.align.Alignment;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.describe.Description;
import dev.pulso.processor.segment.drift.Distribution;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.gate.Verdict;
import dev.pulso.processor.segment.registry.Registry;
import dev.pulso.processor.segment.registry.State;
import dev.pulso.processor.segment.train.Clusterer;
import dev.pulso.processor.segment.train.Clustering;
import dev.pulso.processor.segment.train.Preparation;
import dev.pulso.processor.segment.train.Scale;
import dev.pulso.processor.segment.train.Search;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One training run: features, number of segments, fit, ids, gate, description, and a new version in the registry. */
final class Trainer {
    private final SparkSession spark;
    private final Clock clock;

    Trainer(SparkSession spark, Clock clock) {
        this.spark = spark;
        this.clock = clock;
    }

    /**
     * Adds a version, if only to say that there are too few entities. Until the last step nothing of it is visible: a kill leaves
     * the version before.
     *
     * @throws IOException if the model cannot be saved
     */
    Segmentation train(Definition definition, Registry registry, Features.Table table, RunRecord.Cause cause)
            throws IOException {
        Instant started = clock.instant();
        if (table.entities() < definition.minEntities()) {
            return new RunRecord(definition, registry, started, table, cause, null, Map.of())
                    .without(Verdict.tooFew(table.entities(), definition.minEntities()), List.of(), clock);
        }
        double[][] sample = Drift.sample(table.rows(), definition);
        Map<String, Double> drift = Drift.lastSpread(registry, definition)
                .map(last -> last.indexes(sample))
                .orElse(Map.of());
        Distribution spread = Distribution.of(definition.featureNames(), sample);
        return train(new RunRecord(definition, registry, started, table, cause, spread, drift));
    }

    private Segmentation train(RunRecord record) throws IOException {
        Definition definition = record.definition();
        Features.Table table = record.table();
        PipelineModel prepared = Preparation.fit(table.rows(), definition);
        Dataset<Row> scaled = prepared.transform(table.rows()).cache();
        try {
            return cluster(record, prepared, scaled);
        } finally {
            scaled.unpersist();
        }
    }

    private Segmentation cluster(RunRecord record, PipelineModel prepared, Dataset<Row> scaled) throws IOException {
        Definition definition = record.definition();
        Scale scale = Preparation.scale(prepared, definition);
        Search.Outcome outcome = Search.run(scaled, definition, scale);
        Search.Found found = outcome.found();
        if (found == null) {
            return record.without(Verdict.noStructure(), outcome.evidence().told(), clock);
        }
        Clustering clustering = new Clusterer(definition.algorithm())
                .fit(scaled, found.choice().k(), definition.starts(), definition.seed());
        Dataset<Row> clustered = Membership.withDistance(clustering.model().transform(scaled), clustering.centers())
                .cache();
        try {
            return decide(record, prepared, clustering, clustered, scale, found);
        } finally {
            clustered.unpersist();
        }
    }

    private Segmentation decide(
            RunRecord record,
            PipelineModel prepared,
            Clustering clustering,
            Dataset<Row> clustered,
            Scale scale,
            Search.Found found)
            throws IOException {
        Definition definition = record.definition();
        long[] sizes = Overlap.sizes(clustered, clustering.centers().length);
        Alignment alignment = align(record.registry(), clustered, clustering.centers(), scale, sizes);
        Description description = Description.of(clustered, definition, alignment.ids(), clustering.centers());
        Verdict.Quality quality =
                new Verdict.Quality(found.choice().silhouette(), found.stability(), smallest(sizes), alignment.churn());
        Verdict verdict = Verdict.of(quality, definition.gate());
        Segmentation run = record.with(verdict, quality, description, alignment.lineage(), found, clock);
        Path draft = record.draft();
        if (verdict.verdict() != Segmentation.Verdict.PROMOTED) {
            record.registry().add(draft, run, null);
            return run;
        }
        State state = new State(definition.featureNames(), alignment.ids(), clustering.centers(), scale);
        Membership.members(clustered, state)
                .coalesce(1)
                .write()
                .parquet(draft.resolve("members").toUri().toString());
        // Stages that are fitted already pass through: the saved pipeline goes from features to clusters.
        new Pipeline()
                .setStages(new PipelineStage[] {prepared, clustering.model()})
                .fit(clustered.select(Features.ENTITY, definition.featureNames().toArray(String[]::new)))
                .write()
                .save(draft.resolve("model").toUri().toString());
        record.registry().add(draft, run, state);
        return run;
    }

    /**
     * Makes a promoted version of an older one, with its model, segments and members as they were.
     *
     * @throws IllegalArgumentException if there is no such version, or it never served
     */
    Segmentation rollback(Registry registry, long version) {
        if (!registry.versions().contains(version) || !registry.hasMembers(version)) {
            throw new IllegalArgumentException("version " + version + " never served");
        }
        Segmentation old = registry.run(version);
        long next = registry.next();
        Segmentation run = RunRecord.again(old, next, Verdict.rolledBack(version), clock.instant());
        Path draft = registry.draft();
        registry.copy(version, draft);
        registry.add(draft, run, registry.state(version));
        return run;
    }

    private Alignment align(Registry registry, Dataset<Row> clustered, double[][] centers, Scale scale, long[] sizes) {
        OptionalLong serving = registry.serving();
        if (serving.isEmpty()) {
            return Alignment.first(centers.length);
        }
        State old = registry.state(serving.getAsLong());
        Dataset<Row> before = spark.read()
                .parquet(registry.members(serving.getAsLong()).toUri().toString());
        Overlap overlap = Overlap.of(
                before, clustered.select(col(Features.ENTITY), col(Clusterer.CLUSTER)), old.ids(), centers.length);
        return Alignment.of(
                old.ids(),
                overlap.shared(),
                overlap.oldSizes(),
                sizes,
                Overlap.closeness(old, centers, scale),
                registry.lastSegmentNumber());
    }

    private static double smallest(long[] sizes) {
        long all = 0;
        long least = Long.MAX_VALUE;
        for (long size : sizes) {
            all += size;
            least = Math.min(least, size);
        }
        return (double) least / all;
    }

    static Map<String, Double> metrics(Verdict.Quality quality, Search.Found found) {
        return Map.of(
                "silhouette", quality.silhouette(),
                "stability", quality.stability(),
                "smallestShare", quality.smallestShare(),
                "churn", quality.churn(),
                "gap", found.choice().gap());
    }
}
