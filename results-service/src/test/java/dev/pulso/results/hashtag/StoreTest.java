package dev.pulso.results.hashtag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Step;
import dev.pulso.results.retention.Thinning;
import dev.pulso.results.window.Change;
import dev.pulso.results.window.ConcurrentChangeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
    /** Days with partitions of their own, and, a month earlier by the calendar of a file, days without. */
    private static final Instant NEAR =
            LocalDate.now(ZoneOffset.UTC).minusDays(9).atStartOfDay().toInstant(ZoneOffset.UTC);

    private static final Instant FAR = Instant.parse("2017-02-27T00:00:00Z");
    private static final AtomicLong GENERATIONS = new AtomicLong(1);
    private static final Thinning THINNING = new Thinning(HashtagTable.TABLES);
    private static Store store;

    @BeforeContainer
    static void start() {
        store = new Store(100_000);
        store.migrate("latest");
        store.generation(0, "SERVING");
    }

    @AfterContainer
    static void stop() {
        store.close();
    }

    /** A delta: when (minutes from the beginning), of what, how much. */
    record Delta(int minute, int tag, int network, int lang, int posts, Set<Integer> authors) {
        Change<HashtagKey, HashtagCount> change(long generation, Instant beginning, long batch) {
            Instant start = beginning.plusSeconds(60L * minute);
            HashtagKey key = new HashtagKey(generation, start, "t" + tag, "n" + network, "l" + lang);
            return StoreTest.change(key, posts, batch, authors);
        }
    }

    static Change<HashtagKey, HashtagCount> change(HashtagKey key, long posts, long batch, Set<Integer> authors) {
        return change(key, key.tag(), posts, batch, authors);
    }

    static Change<HashtagKey, HashtagCount> change(
            HashtagKey key, String display, long posts, long batch, Set<Integer> authors) {
        HashtagDelta delta = new HashtagDelta(
                key.windowStart(),
                null,
                key.tag(),
                display,
                key.network(),
                key.lang(),
                posts,
                posts / 2,
                null,
                List.of(),
                List.of(),
                "counts@" + key.generation(),
                batch);
        byte[] sketch = authors.isEmpty() ? null : Store.sketch(authors);
        return new Change<>(key, batch, count -> count.plus(delta, sketch));
    }

    /** A poll, how many sums are made behind it, and a question. */
    record Act(List<Delta> deltas, int sums, int from, int length, String network, String lang) {}

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldAnswerEveryRangeAsARecomputationWould(@ForAll("acts") List<Act> acts, @ForAll boolean near) {
        Instant beginning = near ? NEAR : FAR;
        long generation = GENERATIONS.getAndIncrement();
        store.generation(generation, "BUILDING");
        Map<HashtagKey, HashtagCount> rows = new HashMap<>();
        long batch = 0;
        for (Act act : acts) {
            List<Change<HashtagKey, HashtagCount>> changes = new ArrayList<>();
            for (Delta delta : act.deltas()) {
                changes.add(delta.change(generation, beginning, batch++));
            }
            changes.forEach(change -> rows.put(
                    change.key(), change.effect().apply(rows.getOrDefault(change.key(), HashtagCount.NOTHING))));
            store.apply(changes);
            for (int sum = 0; sum < act.sums(); sum++) {
                store.sum();
            }
            check(generation, rows, act, beginning);
        }
        store.sumAll();
        acts.forEach(act -> check(generation, rows, act, beginning));
        store.execute("delete from generation where generation = " + generation);
    }

    private static void check(long generation, Map<HashtagKey, HashtagCount> rows, Act act, Instant beginning) {
        Instant from = beginning.plusSeconds(act.from());
        HashtagFilter filter = Store.filter(from, from.plusSeconds(act.length()), act.network(), act.lang());
        List<HashtagRank> expected = Store.expectedRanking(rows, filter);
        // Twice: from the store, then from what the first answer has left in memory.
        assertThat(store.ranking(generation, filter, 100)).isEqualTo(expected);
        assertThat(store.ranking(generation, filter, 100)).isEqualTo(expected);
        for (Step step : Step.values()) {
            List<HashtagPoint> line = Store.expectedTimeline(rows, "t1", filter, step);
            assertThat(store.timeline(generation, "t1", filter, step)).isEqualTo(line);
            assertThat(store.timeline(generation, "t1", filter, step)).isEqualTo(line);
        }
    }

    @Example
    void shouldShowTheSpellingOfMostPostsAtTheEdgesOfARange() {
        long generation = GENERATIONS.getAndIncrement();
        store.generation(generation, "BUILDING");
        List<Change<HashtagKey, HashtagCount>> changes = new ArrayList<>();
        for (int minute : new int[] {11, 12, 14}) {
            Instant start = NEAR.plus(Duration.ofMinutes(minute));
            changes.add(change(new HashtagKey(generation, start, "php", "n1", "l1"), "PHP", 2, 1, Set.of(1)));
            changes.add(change(new HashtagKey(generation, start, "php", "n1", "l2"), "Php", 1, 1, Set.of(2, 3)));
        }
        changes.add(change(
                new HashtagKey(generation, NEAR.plus(Duration.ofMinutes(13)), "php", "n2", "l2"),
                "php",
                5,
                1,
                Set.of(4)));
        store.apply(changes);
        store.sumAll();
        HashtagFilter all =
                Store.filter(NEAR.plus(Duration.ofMinutes(7)), NEAR.plus(Duration.ofMinutes(67)), null, null);
        HashtagFilter other = Store.filter(all.range().from(), all.range().to(), "n2", null);
        HashtagFilter language = Store.filter(all.range().from(), all.range().to(), null, "l2");
        assertThat(store.ranking(generation, all, 5)).containsExactly(new HashtagRank("php", "PHP", 14, 5, 4));
        assertThat(store.ranking(generation, other, 5)).containsExactly(new HashtagRank("php", "php", 5, 2, 1));
        assertThat(store.ranking(generation, language, 5)).containsExactly(new HashtagRank("php", "php", 8, 2, 3));
        store.execute("delete from generation where generation = " + generation);
    }

    @Example
    void shouldShowReadersOneMomentWhileOthersWriteAndSum() {
        long generation = GENERATIONS.getAndIncrement();
        store.generation(generation, "BUILDING");
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> sums = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                store.sum();
            }
        });
        CompletableFuture<Void> reads = CompletableFuture.runAsync(() -> {
            HashtagFilter filter = Store.filter(NEAR, NEAR.plus(Duration.ofHours(30)), null, null);
            while (!stop.get()) {
                List<HashtagRank> ranks = store.ranking(generation, filter, 10);
                // both tags are always written together
                assertThat(ranks.stream().map(HashtagRank::posts).distinct()).hasSizeLessThanOrEqualTo(1);
                assertThat(ranks.size()).isIn(0, 2);
            }
        });
        for (int batch = 0; batch < 150; batch++) {
            int minute = batch * 37 % 1700;
            Delta one = new Delta(minute, 1, 0, 0, 2, Set.of(batch));
            Delta other = new Delta(minute, 2, 0, 0, 2, Set.of(batch));
            store.apply(List.of(one.change(generation, NEAR, batch), other.change(generation, NEAR, batch)));
        }
        stop.set(true);
        sums.join();
        reads.join();
        store.sumAll();
        HashtagFilter filter = Store.filter(NEAR, NEAR.plus(Duration.ofDays(3)), null, null);
        assertThat(store.ranking(generation, filter, 10))
                .extracting(HashtagRank::posts)
                .containsExactly(300L, 300L);
        store.execute("delete from generation where generation = " + generation);
    }

    @Example
    void shouldLetTwoReplicasWriteTheSameRows() {
        long generation = GENERATIONS.getAndIncrement();
        store.generation(generation, "BUILDING");
        List<CompletableFuture<Void>> replicas = new ArrayList<>();
        for (int replica = 0; replica < 2; replica++) {
            int own = replica;
            replicas.add(CompletableFuture.runAsync(() -> {
                for (int poll = 0; poll < 40; poll++) {
                    // A row of its own, and one of a partition that both believe to own for a moment.
                    untilWritten(List.of(
                            new Delta(poll, 3 + own, 0, 0, 1, Set.of(poll)).change(generation, NEAR, poll),
                            new Delta(0, 9, 0, 0, 1, Set.of()).change(generation, NEAR, poll)));
                }
            }));
        }
        replicas.forEach(CompletableFuture::join);
        store.sumAll();
        HashtagFilter filter = Store.filter(NEAR, NEAR.plus(Duration.ofDays(1)), null, null);
        List<HashtagRank> ranks = store.ranking(generation, filter, 10);
        assertThat(ranks).extracting(HashtagRank::tag).containsExactly("t3", "t4", "t9");
        assertThat(ranks).extracting(HashtagRank::posts).containsOnly(40L);
        store.execute("delete from generation where generation = " + generation);
    }

    /** As the consumer does: what another writer has come before with is tried again. */
    private static void untilWritten(List<Change<HashtagKey, HashtagCount>> changes) {
        while (true) {
            try {
                store.apply(changes);
                return;
            } catch (ConcurrentChangeException e) {
                // again, from the row as it is now
            }
        }
    }

    @Example
    void shouldKeepTheSumsOfDaysThatAreThinnedAndTakeLateDeltas() {
        long generation = GENERATIONS.getAndIncrement();
        store.generation(generation, "BUILDING");
        for (Instant beginning : List.of(NEAR, FAR)) {
            Map<HashtagKey, HashtagCount> rows = new HashMap<>();
            List<Delta> deltas = List.of(
                    new Delta(5, 1, 0, 0, 3, Set.of(1, 2)),
                    new Delta(65, 1, 1, 0, 4, Set.of(2, 3)),
                    new Delta(66, 1, 1, 0, 1, Set.of(4)),
                    new Delta(66, 2, 1, 0, 9, Set.of(5)),
                    new Delta(1440, 2, 1, 0, 1, Set.of(6)));
            write(generation, beginning, rows, deltas, 10);
            HashtagFilter days = Store.filter(beginning, beginning.plus(Duration.ofDays(2)), null, null);
            HashtagFilter hour =
                    Store.filter(beginning.plus(Duration.ofHours(1)), beginning.plus(Duration.ofHours(2)), null, null);
            List<HashtagRank> before = store.ranking(generation, days, 10);
            LocalDate day = beginning.atZone(ZoneOffset.UTC).toLocalDate();

            for (int span : new int[] {60, 1440}) {
                store.sumAll();
                store.transaction(connection -> {
                    assertThat(THINNING.next(connection, span, day))
                            .as("nothing before the day itself")
                            .isNull();
                    THINNING.thin(connection, day, span);
                    return day;
                });
                assertThat(store.ranking(generation, days, 10)).isEqualTo(before);
                if (span == 60) {
                    assertThat(store.ranking(generation, hour, 10)).isEqualTo(Store.expectedRanking(rows, hour));
                }
                store.sumAll();
                assertThat(store.ranking(generation, days, 10)).isEqualTo(before);
            }
            assertThat(store.timeline(generation, "t1", days, Step.MINUTE))
                    .containsExactly(new HashtagPoint(beginning, 8, 3, 4));

            write(generation, beginning, rows, List.of(new Delta(65, 1, 1, 0, 2, Set.of(7))), 20);
            store.sumAll();
            assertThat(store.ranking(generation, days, 10)).isEqualTo(Store.expectedRanking(rows, days));
            store.transaction(connection -> {
                THINNING.delete(connection, day);
                return day;
            });
            assertThat(store.ranking(generation, days, 10))
                    .extracting(HashtagRank::tag)
                    .containsExactly("t2");
        }
        store.execute("delete from generation where generation = " + generation);
    }

    /** More than is written to the store at once. */
    @Example
    void shouldSumAnHourOfManyTags() {
        long generation = GENERATIONS.getAndIncrement();
        store.generation(generation, "BUILDING");
        Map<HashtagKey, HashtagCount> rows = new HashMap<>();
        List<Delta> deltas = new ArrayList<>();
        for (int tag = 0; tag < 2_500; tag++) {
            deltas.add(new Delta(1, tag, 0, 0, 1 + tag, Set.of(tag)));
            deltas.add(new Delta(2, tag, tag % 2, 0, 1, Set.of(tag + 1)));
        }
        write(generation, NEAR, rows, deltas, 1);
        store.sumAll();

        HashtagFilter day = Store.filter(NEAR, NEAR.plus(Duration.ofDays(1)), null, null);
        assertThat(store.ranking(generation, day, 3_000)).isEqualTo(Store.expectedRanking(rows, day));
        assertThat(store.numbers("select count(*) from hashtag_rollup where generation = " + generation
                        + " group by span order by span"))
                .containsExactly(3_750L, 3_750L);
        store.execute("delete from generation where generation = " + generation);
    }

    @Example
    void shouldStayAtTheEndOfTheRangeWhenPostsLeaveIt() {
        long generation = GENERATIONS.getAndIncrement();
        store.generation(generation, "BUILDING");
        List<Change<HashtagKey, HashtagCount>> changes = new ArrayList<>();
        for (int minute : new int[] {5, 6, 90}) {
            for (String tag : List.of("a", "b")) {
                HashtagKey key = new HashtagKey(generation, FAR.plusSeconds(60L * minute), tag, "n", "l");
                changes.add(change(key, Long.MAX_VALUE, 1, Set.of(minute)));
            }
        }
        store.apply(changes);
        for (int round = 0; round < 2; round++) {
            for (int days : new int[] {1, 3}) {
                HashtagFilter filter = Store.filter(FAR, FAR.plus(Duration.ofDays(days)), null, null);
                List<HashtagRank> ranks = new ArrayList<>();
                String after = null;
                do {
                    Page<HashtagRank> page = store.page(generation, filter, 1, after);
                    ranks.addAll(page.items());
                    after = page.next();
                } while (after != null);
                assertThat(ranks)
                        .containsExactly(
                                new HashtagRank("a", "a", Long.MAX_VALUE, Long.MAX_VALUE, 3),
                                new HashtagRank("b", "b", Long.MAX_VALUE, Long.MAX_VALUE, 3));
                assertThat(store.timeline(generation, "a", filter, Step.DAY))
                        .containsExactly(new HashtagPoint(FAR, Long.MAX_VALUE, Long.MAX_VALUE, 3));
            }
            store.sumAll();
        }
        store.execute("delete from generation where generation = " + generation);
    }

    private static void write(
            long generation, Instant beginning, Map<HashtagKey, HashtagCount> rows, List<Delta> deltas, long batch) {
        List<Change<HashtagKey, HashtagCount>> changes = deltas.stream()
                .map(delta -> delta.change(generation, beginning, batch))
                .toList();
        changes.forEach(change -> rows.merge(
                change.key(),
                change.effect().apply(HashtagCount.NOTHING),
                (left, right) -> change.effect().apply(left)));
        store.apply(changes);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        // Half of them in two hours, so that many rows meet there.
        Arbitrary<Integer> minutes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 3 * 1440 - 1),
                Arbitraries.integers().between(600, 719));
        Arbitrary<Delta> delta = Combinators.combine(
                        minutes,
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(-2, 9),
                        Arbitraries.integers().between(1, 300).set().ofMaxSize(12))
                .as(Delta::new);
        return Combinators.combine(
                        delta.list().ofMinSize(1).ofMaxSize(25),
                        Arbitraries.integers().between(0, 6),
                        // Half of them begin in the hours where many rows meet.
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 2 * 86_400),
                                Arbitraries.integers().between(600 * 60, 700 * 60)),
                        Arbitraries.integers().between(1, 3 * 86_400),
                        Arbitraries.of("n1", "n2").injectNull(0.6),
                        Arbitraries.of("l1", "l2").injectNull(0.6))
                .as(Act::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }
}
