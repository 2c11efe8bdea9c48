package dev.pulso.processor.segment;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import dev.pulso.processor.segment.RunRecord.Cause;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.feature.EntityId;
import dev.pulso.processor.segment.feature.EntitySource;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.feature.Upkeep;
import dev.pulso.processor.segment.publish.Publisher;
import dev.pulso.processor.segment.registry.ErasedList;
import dev.pulso.processor.segment.registry.Registry;
import dev.pulso.processor.segment.store.Changes;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import dev.pulso.processor.segment.store.Store.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One segmentation at work. All but {@link #erase} and the questions about versions belong to one thread. */
final class Learner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Learner.class);

    private final SparkSession spark;
    private final Definition definition;
    private final EntitySource source;
    private final Path directory;
    private final Publisher publisher;
    private final Clock clock;
    private final Registry registry;
    private final Store store;
    private final Trainer trainer;
    private final Told told;
    private final Scoring scoring;
    private final ErasedList erased;
    private final Erasure erasure;
    private @Nullable Upkeep upkeep;

    /** @param directory of the versions; what is kept between runs lies in it, too */
    Learner(
            SparkSession spark,
            Definition definition,
            EntitySource source,
            Path directory,
            Publisher publisher,
            Clock clock) {
        this.spark = spark;
        this.definition = definition;
        this.source = source;
        this.directory = directory;
        this.publisher = publisher;
        this.clock = clock;
        registry = new Registry(directory);
        registry.recover();
        store = Store.open(directory.resolve("features"));
        trainer = new Trainer(spark, clock);
        told = new Told(store);
        scoring = new Scoring(spark, definition, registry, store, clock);
        erased = new ErasedList(directory, EntityId.WIDTH);
        erasure = new Erasure(spark, definition.name(), registry, store, publisher);
        try (Changes changes = store.change()) {
            erased.digests().forEach(each -> changes.put(Kind.ERASED, "", each));
            changes.write();
        }
    }

    String name() {
        return definition.name();
    }

    /** Tells what is untold, takes in what is new, places whom it is about, and trains if that is due. */
    void check() throws IOException {
        tell();
        carryOutErasures();
        boolean news = upkeep().refresh();
        scoring.placeChanged(upkeep());
        tell();
        if (isDue()) {
            trainIfEnough(Cause.SCHEDULE);
        } else if (news && Drift.isLarge(upkeep(), registry, definition)) {
            trainIfEnough(Cause.DRIFT);
        }
    }

    void train() throws IOException {
        tell();
        carryOutErasures();
        upkeep().refresh();
        try (Features.Table table = upkeep().table()) {
            train(table, Cause.ORDER);
        }
    }

    /** A schedule says nothing of too little data: it looks again at the next check. */
    private void trainIfEnough(Cause cause) throws IOException {
        if (upkeep().hasEntities(definition.minEntities())) {
            try (Features.Table table = upkeep().table()) {
                train(table, cause);
            }
        }
    }

    private void train(Features.Table table, Cause cause) throws IOException {
        Segmentation run = trainer.train(definition, registry, table, cause);
        LOG.info("trained segmentation={} version={} verdict={} cause={}", name(), run.version(), run.verdict(), cause);
        tell();
    }

    /** The version that served before the one that does; 0 if there is none. */
    long versionBefore() {
        long serving = registry.serving().orElse(0);
        return registry.versions().stream()
                .filter(each -> each < serving && registry.hasMembers(each))
                .reduce(0L, Long::max);
    }

    /** Why this version cannot serve again; null if it can. */
    @Nullable
    String obstacleTo(long version) {
        OptionalLong serving = registry.serving();
        if (serving.isPresent() && serving.getAsLong() == version) {
            return "version " + version + " serves already";
        }
        return registry.versions().contains(version) && registry.hasMembers(version)
                ? null
                : "no such version ever served";
    }

    void rollback(long version) {
        tell();
        Segmentation run = trainer.rollback(registry, version);
        LOG.info("rolled back segmentation={} to={} as={}", name(), version, run.version());
        tell();
    }

    /** Returns when it is certain that the entity will be gone and stay so. */
    void erase(String entity) {
        String id = EntityId.of(entity);
        erased.add(id);
        try (Changes changes = store.change()) {
            changes.put(Kind.ERASED, "", id).put(Kind.TO_ERASE, entity, id).write();
        }
    }

    void carryOutErasures() throws IOException {
        erasure.carryOut();
    }

    private boolean isDue() {
        Duration schedule = definition.schedule();
        if (schedule == null) {
            return false;
        }
        Instant due = registry.last()
                .filter(run -> run.verdict() != Verdict.NOT_ENOUGH_DATA)
                .map(run -> run.finishedAt().plus(schedule))
                .orElse(Instant.MIN);
        return !clock.instant().isBefore(due);
    }

    /** Versions and changes that a crash, or Kafka's absence, kept from being told, too. */
    private void tell() {
        for (long version : registry.untold()) {
            Segmentation run = registry.run(version);
            publisher.publish(run);
            scoring.placeAll(run);
            registry.markTold(version);
        }
        for (List<Entry> waiting = told.outgoing(); !waiting.isEmpty(); waiting = told.outgoing()) {
            publisher.publish(Told.members(waiting));
            told.sent(waiting);
        }
    }

    /** Made late: Spark takes seconds for its first query. */
    private Upkeep upkeep() {
        Upkeep made = upkeep;
        if (made == null) {
            made = new Upkeep(spark, definition, source, store, directory.resolve(".work"), clock);
            upkeep = made;
        }
        return made;
    }

    @Override
    public void close() {
        store.close();
    }
}
