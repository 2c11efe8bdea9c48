package dev.pulso.processor.segment.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.processor.segment.Given;
import dev.pulso.processor.segment.TestSpark;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definitions;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features kept batch by batch equal those made of all records at once. */
class UpkeepTest {
    private static final Instant DAY0 = Instant.parse("2026-09-01T00:00:00Z");
    private static final String SCHEMA = """
            name: test
            source:
              topic: %s
              data: "op STRING, authorKey STRING, tags BIGINT, label STRING"
            entity: data.authorKey
            columns: { tags: data.tags, label: data.label }
            keep: coalesce(data.op, '') != 'DELETE'
            lookBack: P20D
            asOf: %s
            k: { from: 2, to: 3 }
            features:
            """;
    private static final String MERGEABLE = """
              - { name: records, expression: count(1), high: h, low: l }
              - { name: days, expression: count(distinct to_date(time)), high: h, low: l }
              - { name: labels, expression: count(distinct label) filter (where tags > 1), high: h, low: l }
              - { name: mean, expression: avg(tags), high: h, low: l }
              - { name: spread, expression: max(tags) - min(tags), high: h, low: l }
              - { name: recency, expression: "datediff(as_of, max(time))", high: h, low: l }
            """;
    private static final String NOT_MERGEABLE = """
              - { name: middle, expression: "percentile(tags, 0.5)", high: h, low: l }
              - { name: lately, expression: "count(1) filter (where time > as_of - interval 5 days)", high: h, low: l }
            """;

    @TempDir
    Path directory;

    private final Random random = new Random(11);
    private final Map<String, long[]> known = new HashMap<>();
    private long offset;

    @Test
    void shouldFollowPostsAndTheirUpdatesAndDeletions() throws IOException {
        Definition posts = definition("pulso.posts", "LATEST", MERGEABLE);
        Map<String, Live> model = new HashMap<>();
        Given source = new Given();
        try (Store store = Store.open(directory.resolve("store"))) {
            for (int batch = 0; batch < 4; batch++) {
                source.with(posts(batch, model));
                // Opened anew each time: what is known is on disk.
                Upkeep upkeep = upkeep(posts, source, store, at(0));
                assertThat(upkeep.refresh()).isTrue();
                assertThat(upkeep.refresh()).isFalse();
                assertThat(values(upkeep.table(), posts)).isEqualTo(expected(model.values()));
            }
            assertThat(size(store, Kind.FRESH) + size(store, Kind.STALE) + size(store, Kind.CHANGED))
                    .isZero();

            // What was absorbed before a crash lost its place is absorbed again.
            try (var changes = store.change()) {
                changes.delete(Kind.MARK, "position").write();
            }
            Upkeep upkeep = upkeep(posts, source, store, at(0));
            upkeep.refresh();
            assertThat(values(upkeep.table(), posts)).isEqualTo(expected(model.values()));
        }
    }

    @Test
    void shouldFollowTheDayAndALostArchive() throws IOException {
        for (String features : List.of(MERGEABLE, NOT_MERGEABLE)) {
            Definition events = definition("pulso.events", "NOW", features);
            Given source = Given.of(events(0, 40));
            try (Store store = Store.open(directory.resolve("store" + features.length()))) {
                Upkeep upkeep = upkeep(events, source, store, at(12));
                upkeep.refresh();
                assertThat(values(upkeep.table(), events)).isEqualTo(whole(events, source, at(12)));

                source.with(events(5, 60));
                for (int day : new int[] {25, 30, 14}) {
                    upkeep = upkeep(events, source, store, at(day));
                    upkeep.refresh();
                    assertThat(values(upkeep.table(), events))
                            .as("day %d", day)
                            .isEqualTo(whole(events, source, at(day)));
                }

                source.beginAnew();
                source.with(events(3, 10));
                upkeep.refresh();
                assertThat(values(upkeep.table(), events)).isEqualTo(whole(events, source, at(14)));
            }
        }
    }

    @Test
    void shouldNotTakeInTheErased() throws IOException {
        Definition events = definition("pulso.events", "NOW", MERGEABLE);
        Given source = Given.of(events(0, 40));
        try (Store store = Store.open(directory.resolve("store"))) {
            try (var changes = store.change()) {
                changes.put(Kind.ERASED, "", EntityId.of("a1")).write();
            }
            Upkeep upkeep = upkeep(events, source, store, at(12));
            upkeep.refresh();
            assertThat(values(upkeep.table(), events)).isNotEmpty().doesNotContainKey("a1");
            assertThat(size(store, Kind.FACT)).isPositive();
            assertThat(size(store, Kind.FACT, EntityId.of("a1"))).isZero();
            assertThat(upkeep.of(List.of(EntityId.of("a1"), EntityId.of("a2"))).count())
                    .isEqualTo(1);
        }
    }

    private record Live(String author, Instant time, long tags, String label) {}

    /** Creations, some of them twice, updates with old and new revisions, deletions, and creations of what was deleted. */
    private List<Row> posts(int batch, Map<String, Live> model) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            String id = "p" + random.nextInt(90);
            long revision = random.nextInt(100);
            String op = random.nextInt(10) < 6 ? "CREATE" : random.nextInt(4) < 3 ? "UPDATE" : "DELETE";
            Live live = new Live(
                    "a" + random.nextInt(9),
                    DAY0.plus(Duration.ofHours(random.nextInt(24 * (10 + 10 * batch)))),
                    random.nextInt(6),
                    "l" + random.nextInt(4));
            long[] before = known.get(id);
            boolean deleted = before != null && before[0] < 0;
            if (!deleted && op.equals("DELETE")) {
                known.put(id, new long[] {-1});
                model.remove(id);
            } else if (before == null || (!deleted && op.equals("UPDATE") && revision >= before[0])) {
                known.put(id, new long[] {revision});
                model.put(id, live);
            }
            rows.add(record(id, op, live, Instant.ofEpochSecond(revision)));
        }
        return rows;
    }

    private List<Row> events(int fromDay, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Live live = new Live(
                    "a" + random.nextInt(5),
                    DAY0.plus(Duration.ofHours(24L * fromDay + random.nextInt(24 * 9))),
                    random.nextInt(6),
                    "l" + random.nextInt(4));
            rows.add(record("e" + random.nextInt(70), "NONE", live, DAY0));
        }
        return rows;
    }

    private Row record(String id, String op, Live live, Instant observed) {
        boolean deletion = op.equals("DELETE");
        return RowFactory.create(id, offset++, """
                {"specversion":"1.0","id":"%s","source":"/s","type":"t","time":"%s",
                 "data":{"op":"%s","authorKey":%s,"tags":%d,"label":"%s","observedAt":"%s"}}""".formatted(
                id, live.time, op, deletion ? "null" : "\"" + live.author + "\"", live.tags, live.label, observed));
    }

    /** Counted by hand, in the order of the features. */
    private static Map<String, List<Double>> expected(java.util.Collection<Live> live) {
        Instant asOf = live.stream()
                .map(each -> each.time)
                .max(Instant::compareTo)
                .orElseThrow()
                .truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                .plus(Duration.ofDays(1));
        Map<String, List<Live>> byAuthor = new HashMap<>();
        live.stream()
                .filter(each -> !each.time.isBefore(asOf.minus(Duration.ofDays(20))))
                .forEach(each -> byAuthor.computeIfAbsent(each.author, key -> new ArrayList<>())
                        .add(each));
        Map<String, List<Double>> expected = new TreeMap<>();
        byAuthor.forEach((author, all) -> {
            var tags = all.stream().mapToLong(Live::tags).summaryStatistics();
            long last = all.stream().mapToLong(each -> day(each.time)).max().orElseThrow();
            expected.put(
                    author,
                    List.of(
                            (double) all.size(),
                            (double) all.stream()
                                    .map(each -> day(each.time))
                                    .distinct()
                                    .count(),
                            (double) all.stream()
                                    .filter(each -> each.tags > 1)
                                    .map(Live::label)
                                    .distinct()
                                    .count(),
                            tags.getAverage(),
                            (double) (tags.getMax() - tags.getMin()),
                            (double) (day(asOf) - last)));
        });
        return expected;
    }

    private static long day(Instant time) {
        return time.getEpochSecond() / 86_400;
    }

    private static Map<String, List<Double>> whole(Definition definition, Given source, Clock clock)
            throws IOException {
        return values(source.table(definition, clock), definition);
    }

    private static Map<String, List<Double>> values(Features.Table table, Definition definition) {
        try (table) {
            Map<String, List<Double>> values = new TreeMap<>();
            table.rows()
                    .collectAsList()
                    .forEach(row -> values.put(
                            row.getAs("entity"),
                            definition.featureNames().stream()
                                    .map(each -> row.<Double>getAs(each))
                                    .toList()));
            return values;
        }
    }

    private Upkeep upkeep(Definition definition, Given source, Store store, Clock clock) {
        return new Upkeep(TestSpark.session(), definition, source, store, directory.resolve("work"), clock);
    }

    private static long size(Store store, Kind kind, String... parts) {
        try (var all = store.scan(kind, parts)) {
            return all.count();
        }
    }

    private static Clock at(int day) {
        return Clock.fixed(DAY0.plus(Duration.ofDays(day)), ZoneOffset.UTC);
    }

    private static Definition definition(String topic, String asOf, String features) {
        return Definitions.read("test.yaml", (SCHEMA.formatted(topic, asOf) + features).getBytes(UTF_8));
    }
}
