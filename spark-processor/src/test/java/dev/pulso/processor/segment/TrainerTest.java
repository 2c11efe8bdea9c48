package dev.pulso.processor.segment;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Segment;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definitions;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.registry.Registry;
import dev.pulso.processor.segment.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private final SparkSession spark = TestSpark.session();
    private final Definition customers = Definitions.shipped().get("customers");

    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path models;

    private Store store;
    private Told toldBefore;
    private Scoring scoring;

    @BeforeEach
    void open() {
        store = Store.open(models.resolve("store"));
        toldBefore = new Told(store);
        scoring = new Scoring(spark, customers, new Registry(models), store, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldKeepTheIdsOfSegmentsOverTrainingsAndTellOnlyWhatChanged() throws IOException {
        Registry registry = new Registry(models);
        Map<String, String> told = new HashMap<>();

        Segmentation first = train(registry, Retail.isThere() ? Retail.events("2011-11") : Shoppers.of(0, 300));
        apply(told, changes(registry, first));
        Map<String, String> after11 = new HashMap<>(told);
        Segmentation second = train(registry, Retail.isThere() ? Retail.events("2012") : Shoppers.of(0, 330));
        List<Member> moved = changes(registry, second);
        apply(told, moved);

        assertThat(first.verdict()).as("%s", first.reasons()).isEqualTo(Verdict.PROMOTED);
        assertThat(second.verdict()).as("%s", second.reasons()).isEqualTo(Verdict.PROMOTED);
        assertThat(ids(second)).containsExactlyInAnyOrderElementsOf(ids(first));
        assertThat(told).isEqualTo(members(registry, 2));
        assertThat(moved).allMatch(each -> !each.segment().equals(each.previousSegment()));
        long stayed = after11.entrySet().stream()
                .filter(each -> each.getValue().equals(told.get(each.getKey())))
                .count();
        assertThat((double) stayed / after11.size())
                .isEqualTo(1 - second.metrics().get("churn"), within());
        assertThat((double) stayed / after11.size()).isGreaterThan(0.5);
        second.segments()
                .forEach(segment -> assertThat(segment.size())
                        .isEqualTo(told.values().stream()
                                .filter(segment.id()::equals)
                                .count()));
    }

    @Test
    void shouldDescribeSaveRefuseAndGoBack() throws IOException {
        Registry registry = new Registry(models);
        Map<String, String> told = new HashMap<>();
        Segmentation first = train(registry, Shoppers.of(0, 300));
        apply(told, changes(registry, first));

        assertDescribed(first);
        assertThat(scored(registry)).isEqualTo(members(registry, 1)).isEqualTo(told);

        Segmentation few = train(registry, Shoppers.of(0, 20));
        Segmentation noise = train(registry, Shoppers.noise(500));
        assertThat(few.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
        assertThat(noise.verdict()).isEqualTo(Verdict.NO_STRUCTURE);
        assertThat(noise.reasons()).isNotEmpty();
        assertThat(registry.serving()).hasValue(1);
        assertThat(noise.serving()).isEqualTo(1);
        assertThat(registry.untold()).containsExactly(2L, 3L);
        assertThat(changes(registry, noise)).isEmpty();

        apply(told, changes(registry, train(registry, Shoppers.of(60, 300))));
        assertThat(told).hasSize(240).isEqualTo(members(registry, 4));

        Trainer trainer = new Trainer(spark, clock);
        Segmentation back = trainer.rollback(registry, 1);
        apply(told, changes(registry, back));
        assertThat(back.version()).isEqualTo(5);
        assertThat(registry.serving()).hasValue(5);
        assertThat(back.reasons()).containsExactly("rolled back to version 1");
        assertThat(told).isEqualTo(members(registry, 1));
        assertThatThrownBy(() -> trainer.rollback(registry, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertDescribed(Segmentation run) {
        assertThat(run.verdict()).as("%s", run.reasons()).isEqualTo(Verdict.PROMOTED);
        assertThat(run.entities()).isEqualTo(300);
        assertThat(run.segments().stream().mapToDouble(Segment::share).sum()).isEqualTo(1, within());
        Segment regulars = run.segments().stream()
                .max(Comparator.comparingDouble(TrainerTest::frequency))
                .orElseThrow();
        assertThat(regulars.name()).containsAnyOf("frequent", "big spending", "recent");
        assertThat(regulars.examples()).isNotEmpty();
        assertThat(regulars.rules()).isNotEmpty().allMatch(rule -> rule.precision() > 0.5);
        assertThat(run.points()).isNotEmpty();
        assertThat(run.evidence()).hasSize(8);
    }

    /** The segments of the members of version 1 by the pipeline that was saved. */
    private Map<String, String> scored(Registry registry) {
        List<String> ids = registry.state(1).ids();
        return PipelineModel.load(registry.model(1).toUri().toString())
                .transform(spark.read().parquet(registry.members(1).toString()))
                .select("entity", "cluster")
                .collectAsList()
                .stream()
                .collect(toMap(row -> row.getString(0), row -> ids.get(row.getInt(1))));
    }

    private Segmentation train(Registry registry, Given source) throws IOException {
        try (Features.Table table = source.table(customers, clock)) {
            return new Trainer(spark, clock).train(customers, registry, table, RunRecord.Cause.ORDER);
        }
    }

    private List<Member> changes(Registry registry, Segmentation run) {
        scoring.placeAll(run);
        List<Member> changes = new ArrayList<>();
        for (var waiting = toldBefore.outgoing(); !waiting.isEmpty(); waiting = toldBefore.outgoing()) {
            Told.members(waiting).forEachRemaining(changes::add);
            toldBefore.sent(waiting);
        }
        registry.markTold(run.version());
        return changes;
    }

    private static void apply(Map<String, String> members, List<Member> changes) {
        for (Member change : changes) {
            assertThat(change.previousSegment()).isEqualTo(members.get(change.entity()));
            if (change.segment() == null) {
                members.remove(change.entity());
            } else {
                members.put(change.entity(), change.segment());
            }
        }
    }

    private Map<String, String> members(Registry registry, long version) {
        return spark
                .read()
                .parquet(registry.members(version).toString())
                .select("entity", "segment")
                .collectAsList()
                .stream()
                .collect(toMap(row -> row.getString(0), row -> row.getString(1)));
    }

    private static List<String> ids(Segmentation run) {
        return run.segments().stream().map(Segment::id).toList();
    }

    private static double frequency(Segment segment) {
        return segment.centroid().get("frequency");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }
}
