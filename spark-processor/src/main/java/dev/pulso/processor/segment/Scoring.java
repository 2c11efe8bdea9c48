package dev.pulso.processor.segment;

import static org.apache.spark.sql.functions.col;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.feature.EntityId;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.feature.Upkeep;
import dev.pulso.processor.segment.registry.Registry;
import dev.pulso.processor.segment.registry.State;
import dev.pulso.processor.segment.store.Changes;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import dev.pulso.processor.segment.store.Store.Entry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Places entities: all of them as a version did, and between two trainings those that are new or have changed. */
final class Scoring {
    private static final int CHUNK = 5_000;

    private final SparkSession spark;
    private final Definition definition;
    private final Registry registry;
    private final Store store;
    private final Told told;
    private final Clock clock;

    Scoring(SparkSession spark, Definition definition, Registry registry, Store store, Clock clock) {
        this.spark = spark;
        this.definition = definition;
        this.registry = registry;
        this.store = store;
        this.told = new Told(store);
        this.clock = clock;
    }

    /** Takes in the members of a promoted version. Taken in twice it is the same changes. */
    void placeAll(Segmentation run) {
        long version = run.version();
        if (run.verdict() != Segmentation.Verdict.PROMOTED || !registry.hasMembers(version)) {
            return;
        }
        State state = registry.state(version);
        Iterator<Row> rows = spark.read()
                .parquet(registry.members(version).toUri().toString())
                .toLocalIterator();
        try (Changes changes = store.change()) {
            rows.forEachRemaining(row -> {
                told.take(
                        row,
                        version,
                        (each, was) -> Membership.member(each, was, version, run.finishedAt(), state, definition),
                        changes);
                changes.writeIfMany();
            });
            changes.write();
        }
        told.leaveUnplaced(definition.name(), version, run.finishedAt());
        scoreTheOthers();
    }

    /** After a rollback there are entities that the version has never seen. */
    private void scoreTheOthers() {
        try (Stream<Entry> all = store.scan(Kind.AGGREGATE);
                Changes changes = store.change()) {
            all.filter(each -> !told.isMember(each.key())).forEach(each -> {
                changes.put(Kind.UNSCORED, "", each.key());
                changes.writeIfMany();
            });
            changes.write();
        }
    }

    /** Lets the serving model place the entities whose features have changed since it last did; nothing without a model. */
    void placeChanged(Upkeep upkeep) {
        OptionalLong serving = registry.serving();
        List<String> ids = unscored();
        if (serving.isEmpty() || ids.isEmpty()) {
            return;
        }
        long version = serving.getAsLong();
        State state = registry.state(version);
        if (!state.features().equals(definition.featureNames())) {
            // The definition has changed: only a training can say.
            return;
        }
        PipelineModel model = PipelineModel.load(registry.model(version).toUri().toString());
        for (; !ids.isEmpty(); ids = unscored()) {
            place(ids, placed(upkeep, ids, model, state), version, state);
        }
    }

    private List<String> unscored() {
        try (Stream<Entry> unscored = store.scan(Kind.UNSCORED)) {
            return unscored.limit(CHUNK).map(Entry::key).toList();
        }
    }

    private Map<String, Row> placed(Upkeep upkeep, List<String> ids, PipelineModel model, State state) {
        Column[] columns = Stream.concat(Stream.of(Features.ENTITY), state.features().stream())
                .map(each -> col("`" + each + "`"))
                .toArray(Column[]::new);
        Dataset<Row> rows =
                Membership.withDistance(model.transform(upkeep.of(ids).select(columns)), state.centers());
        Map<String, Row> placed = new HashMap<>();
        Membership.members(rows, state)
                .collectAsList()
                .forEach(row -> placed.put(EntityId.of(row.getAs(Features.ENTITY)), row));
        return placed;
    }

    private void place(List<String> ids, Map<String, Row> placed, long version, State state) {
        Instant now = clock.instant();
        try (Changes changes = store.change()) {
            for (String id : ids) {
                Row row = placed.get(id);
                if (row == null) {
                    told.leave(definition.name(), id, version, now, changes);
                } else {
                    told.take(
                            row,
                            version,
                            (each, was) -> Membership.member(each, was, version, now, state, definition),
                            changes);
                }
                changes.delete(Kind.UNSCORED, id);
            }
            changes.write();
        }
    }
}
