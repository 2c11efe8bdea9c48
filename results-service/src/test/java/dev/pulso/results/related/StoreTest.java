package dev.pulso.results.related;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.hashtag.RelatedDelta;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.results.hashtag.HashtagFilter;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.retention.Thinning;
import dev.pulso.results.window.Change;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever was written, summed, thinned and asked in whatever order: an answer is what all rows add up to. */
class StoreTest {
    /** Days with partitions of their own, and days without. */
    private static final Instant NEAR =
            LocalDate.now(ZoneOffset.UTC).minusDays(9).atStartOfDay().toInstant(ZoneOffset.UTC);

    private static final Instant FAR = Instant.parse("2017-02-27T00:00:00Z");
    private static final AtomicLong GENERATIONS = new AtomicLong(1);
    private static final Thinning THINNING = new Thinning(RelatedTable.TABLES);
    /** The last one stands behind the others by code point, and in the middle by {@code String}. */
    private static final List<String> TAGS = List.of("a", "b", "c", "\uFF5E", "\uD83D\uDE00");

    private static Store store;

    @BeforeContainer
    static void start() {
        store = new Store();
        store.migrate("latest");
        store.generation(0, "SERVING");
    }

    @AfterContainer
    static void stop() {
        store.close();
    }

    /** A delta: when (minutes from the beginning), of which two tags, in which network and language, how much. */
    record Delta(int minute, int first, int step, String network, String lang, long posts) {
        Change<RelatedKey, RelatedCount> change(long generation, Instant beginning, long batch) {
            String one = TAGS.get(first % TAGS.size());
            String two = TAGS.get((first + step) % TAGS.size());
            boolean ordered = Hashtag.ORDER.compare(one, two) < 0;
            Instant start = beginning.plusSeconds(60L * minute);
            RelatedDelta delta = new RelatedDelta(
                    start,
                    null,
                    ordered ? one : two,
                    ordered ? two : one,
                    network,
                    lang,
                    posts,
                    0,
                    "counts@" + generation,
                    batch);
            RelatedKey key = new RelatedKey(generation, start, delta.tag(), delta.related(), network, lang);
            return new Change<>(key, batch, count -> count.plus(delta));
        }
    }

    /** A poll, how many sums are made behind it, and a question. */
    record Act(List<Delta> deltas, int sums, int from, int length, String network, String lang) {
        HashtagFilter filter(Instant beginning) {
            Instant start = beginning.plusSeconds(from);
            return HashtagFilter.of(new TimeRange(start, start.plusSeconds(length)), network, lang);
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldAnswerEveryRangeAsARecomputationWould(@ForAll("acts") List<Act> acts, @ForAll boolean near) {
        Instant beginning = near ? NEAR : FAR;
        long generation = begin();
        Map<RelatedKey, RelatedCount> rows = new HashMap<>();
        long batch = 0;
        for (Act act : acts) {
            write(generation, beginning, rows, act.deltas(), batch);
            batch += act.deltas().size();
            for (int sum = 0; sum < act.sums(); sum++) {
                store.sum();
            }
            check(generation, rows, act.filter(beginning));
        }
        store.sumAll();
        acts.forEach(act -> check(generation, rows, act.filter(beginning)));
        end(generation);
    }

    private static void check(long generation, Map<RelatedKey, RelatedCount> rows, HashtagFilter filter) {
        for (String tag : TAGS) {
            assertThat(store.related(generation, tag, filter, 2)).isEqualTo(Store.expected(rows, tag, filter));
        }
    }

    @Example
    void shouldReadLongRangesFromTheSums() {
        long generation = begin();
        Map<RelatedKey, RelatedCount> rows = new HashMap<>();
        write(generation, FAR, rows, List.of(new Delta(5, 0, 1, "n", "en", 3), new Delta(1500, 1, 4, "n", "en", 4)), 0);
        store.sumAll();
        // What only the minutes say is no longer in the answer of whole days, and still in that of a part of one.
        store.execute("update related_window set posts = 100 where generation = " + generation);

        check(generation, rows, filter(FAR, Duration.ofDays(3)));
        assertThat(store.related(generation, "b", filter(FAR.plusSeconds(60), Duration.ofMinutes(10)), 9))
                .containsExactly(new Store.Beside("a", 100));
        end(generation);
    }

    @Example
    void shouldKeepTheSumsOfDaysThatAreThinnedAndTakeLateDeltas() {
        long generation = begin();
        for (Instant beginning : List.of(NEAR, FAR)) {
            Map<RelatedKey, RelatedCount> rows = new HashMap<>();
            HashtagFilter days = filter(beginning, Duration.ofDays(2));
            write(
                    generation,
                    beginning,
                    rows,
                    List.of(
                            new Delta(5, 0, 1, "n", "en", 3),
                            new Delta(65, 0, 1, "n", "de", 4),
                            new Delta(66, 0, 2, "m", "en", 9),
                            new Delta(1440, 1, 1, "m", "en", 1)),
                    10);
            LocalDate day = beginning.atZone(ZoneOffset.UTC).toLocalDate();
            for (int span : new int[] {60, 1440}) {
                store.sumAll();
                store.transaction(connection -> {
                    THINNING.thin(connection, day, span);
                    return day;
                });
                check(generation, rows, days);
                store.sumAll();
                check(generation, rows, days);
            }
            assertThat(store.numbers("select span from related_window where generation = %d and window_start = '%s'"
                            .formatted(generation, beginning)))
                    .containsOnly(1440L);
            write(generation, beginning, rows, List.of(new Delta(65, 0, 1, "n", "de", 2)), 20);
            store.sumAll();
            check(generation, rows, days);
            store.transaction(connection -> {
                THINNING.delete(connection, day);
                return day;
            });
            assertThat(store.related(generation, "b", days, 9)).containsExactly(new Store.Beside("c", 1));
        }
        end(generation);
    }

    @Example
    void shouldCarryOverToANewGenerationAndClearTheOldOne() {
        long old = begin();
        Map<RelatedKey, RelatedCount> rows = new HashMap<>();
        write(old, FAR, rows, List.of(new Delta(5, 0, 1, "n", "en", 3), new Delta(70, 0, 2, "n", "en", 9)), 10);
        long next = begin();
        write(next, FAR, new HashMap<>(), List.of(new Delta(5, 0, 1, "n", "en", 1)), 10);
        store.sumAll();
        HashtagFilter days = filter(FAR, Duration.ofDays(2));

        execute(
                RelatedTable.GENERATION_SQL.carry(),
                next,
                old,
                FAR.atOffset(ZoneOffset.UTC),
                NEAR.atOffset(ZoneOffset.UTC));

        check(next, rows, days);
        store.sumAll();
        check(next, rows, days);
        execute(RelatedTable.GENERATION_SQL.retire(), old, 100, next);
        RelatedTable.GENERATION_SQL.forget().forEach(sql -> execute(sql, old));
        assertThat(store.numbers("select count(*) from related_window where generation = " + old))
                .containsExactly(0L);
        assertThat(store.numbers("select count(*) from related_rollup where generation = " + old))
                .containsExactly(0L);
        check(next, rows, days);
        end(old);
        end(next);
    }

    private static void execute(String sql, Object... values) {
        store.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int at = 0; at < values.length; at++) {
                    statement.setObject(at + 1, values[at]);
                }
                return statement.executeUpdate();
            }
        });
    }

    private static long begin() {
        long generation = GENERATIONS.getAndIncrement();
        store.generation(generation, "BUILDING");
        return generation;
    }

    private static void end(long generation) {
        store.execute("delete from generation where generation = " + generation);
    }

    private static HashtagFilter filter(Instant from, Duration length) {
        return HashtagFilter.of(new TimeRange(from, from.plus(length)), null, null);
    }

    /** Applies deltas to the store, and to the rows as they must be, each with a batch of its own. */
    private static void write(
            long generation, Instant beginning, Map<RelatedKey, RelatedCount> rows, List<Delta> deltas, long batch) {
        List<Change<RelatedKey, RelatedCount>> changes = new ArrayList<>();
        for (Delta delta : deltas) {
            changes.add(delta.change(generation, beginning, batch + changes.size()));
        }
        changes.forEach(change ->
                rows.put(change.key(), change.effect().apply(rows.getOrDefault(change.key(), RelatedCount.NOTHING))));
        store.apply(changes);
        // Whoever repeats a poll changes nothing.
        store.apply(changes);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<String> network = Arbitraries.of("n", "m");
        Arbitrary<String> lang = Arbitraries.of("en", "es");
        Arbitrary<Delta> delta = Combinators.combine(
                        Arbitraries.integers().between(0, 3 * 1440 - 1),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 4),
                        network,
                        lang,
                        Arbitraries.longs().between(-2, 9))
                .as(Delta::new);
        return Combinators.combine(
                        delta.list().ofMinSize(1).ofMaxSize(25),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 2 * 86_400),
                        Arbitraries.integers().between(1, 3 * 86_400),
                        network.injectNull(0.6),
                        lang.injectNull(0.6))
                .as(Act::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }
}
