package dev.pulso.processor.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Segment;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.publish.Publisher;
import dev.pulso.processor.segment.registry.Registry;
import dev.pulso.processor.segment.store.Changes;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import dev.pulso.processor.segment.store.Store.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes entities out of features, versions and topics. Every step can be done again: a crash only repeats. */
final class Erasure {
    private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);
    private static final int AT_ONCE = 1_000;
    private static final int DAY = 10;

    private final SparkSession spark;
    private final String segmentation;
    private final Registry registry;
    private final Store store;
    private final Publisher publisher;

    Erasure(SparkSession spark, String segmentation, Registry registry, Store store, Publisher publisher) {
        this.spark = spark;
        this.segmentation = segmentation;
        this.registry = registry;
        this.store = store;
        this.publisher = publisher;
    }

    void carryOut() throws IOException {
        for (List<Entry> waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            carryOut(waiting);
        }
    }

    private List<Entry> waiting() {
        try (Stream<Entry> all = store.scan(Kind.TO_ERASE)) {
            return all.limit(AT_ONCE).toList();
        }
    }

    private void carryOut(List<Entry> waiting) throws IOException {
        Set<String> entities = new HashSet<>();
        waiting.forEach(each -> {
            entities.add(each.value());
            eraseFromStore(each.key());
        });
        for (long version : registry.versions()) {
            eraseFromMembers(version, entities);
            Segmentation run = registry.run(version);
            Segmentation without = without(run, entities);
            if (!without.equals(run)) {
                registry.replace(without);
                publisher.publish(without);
            }
        }
        entities.forEach(each -> publisher.forget(segmentation, each));
        try (Changes changes = store.change()) {
            waiting.forEach(each -> changes.delete(Kind.TO_ERASE, each.key()));
            changes.write();
        }
        LOG.info("erased segmentation={} entities={}", segmentation, entities.size());
    }

    private void eraseFromStore(String id) {
        try (Changes changes = store.change()) {
            try (Stream<Entry> facts = store.scan(Kind.FACT, id)) {
                facts.forEach(each -> changes.delete(Kind.FACT, each.key())
                        .delete(Kind.KEY, each.key().substring(id.length() + DAY)));
            }
            try (Stream<Entry> partials = store.scan(Kind.PARTIAL, id)) {
                partials.forEach(each -> changes.delete(Kind.DAY, each.key().substring(id.length()), id));
            }
            for (Kind kind : List.of(Kind.PARTIAL, Kind.FRESH, Kind.STALE)) {
                changes.deleteAll(kind, id);
            }
            for (Kind kind : List.of(Kind.CHANGED, Kind.AGGREGATE, Kind.UNSCORED, Kind.MEMBER, Kind.OUTGOING)) {
                changes.delete(kind, id);
            }
            changes.write();
        }
    }

    private void eraseFromMembers(long version, Set<String> entities) throws IOException {
        if (!registry.hasMembers(version)) {
            return;
        }
        Object[] names = entities.toArray();
        Dataset<Row> members =
                spark.read().parquet(registry.members(version).toUri().toString());
        if (members.where(col(Features.ENTITY).isin(names)).isEmpty()) {
            return;
        }
        Path draft = registry.draft().resolve("members");
        members.where(not(col(Features.ENTITY).isin(names)))
                .coalesce(1)
                .write()
                .parquet(draft.toUri().toString());
        registry.replaceMembers(version, draft);
    }

    private static Segmentation without(Segmentation run, Set<String> entities) {
        List<Segment> segments = run.segments().stream()
                .map(each -> new Segment(
                        each.id(),
                        each.name(),
                        each.size(),
                        each.share(),
                        each.centroid(),
                        each.effects(),
                        each.rules(),
                        each.examples().stream()
                                .filter(example -> !entities.contains(example))
                                .toList(),
                        each.x(),
                        each.y()))
                .toList();
        return RunRecord.with(run, segments);
    }
}
