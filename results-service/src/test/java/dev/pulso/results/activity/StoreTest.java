package dev.pulso.results.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.results.Database;
import dev.pulso.results.activity.ActivityTimeline.Question;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.retention.Thinning;
import dev.pulso.results.window.Change;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Thinning THINNING = new Thinning(ActivityTable.TABLES);
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

    /** A delta: when (minutes from the beginning), of what, how much. */
    record Delta(int minute, int type, int source, long events, BigDecimal value, Set<Integer> subjects) {
        Change<ActivityKey, ActivityCount> change(long generation, Instant beginning, long batch) {
            Instant start = beginning.plusSeconds(60L * minute);
            ActivityKey key = new ActivityKey(generation, start, "t" + type, "/s" + source);
            return StoreTest.change(key, events, value, batch, subjects);
        }
    }

    static Change<ActivityKey, ActivityCount> change(
            ActivityKey key, long events, BigDecimal value, long batch, Set<Integer> subjects) {
        ActivityDelta delta = new ActivityDelta(
                key.windowStart(),
                null,
                key.type(),
                key.source(),
                events,
                null,
                value,
                "counts@" + key.generation(),
                batch);
        byte[] sketch = subjects.isEmpty() ? null : Database.sketch(subjects);
        return new Change<>(key, batch, count -> count.plus(delta, sketch));
    }

    /** A poll, how many sums are made behind it, and a question. */
    record Act(List<Delta> deltas, int sums, int from, int length, String type, String source) {
        Question question(Instant beginning, Step step) {
            Instant start = beginning.plusSeconds(from);
            TimeRange range = new TimeRange(start, start.plusSeconds(length));
            return new Question(range.wholeMinutes(), step, type, source);
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldAnswerEveryRangeAsARecomputationWould(@ForAll("acts") List<Act> acts, @ForAll boolean near) {
        Instant beginning = near ? NEAR : FAR;
        long generation = begin();
        Map<ActivityKey, ActivityCount> rows = new HashMap<>();
        long batch = 0;
        for (Act act : acts) {
            write(generation, beginning, rows, act.deltas(), batch);
            batch += act.deltas().size();
            for (int sum = 0; sum < act.sums(); sum++) {
                store.sum();
            }
            check(generation, rows, act, beginning);
        }
        store.sumAll();
        acts.forEach(act -> check(generation, rows, act, beginning));
        end(generation);
    }

    private static void check(long generation, Map<ActivityKey, ActivityCount> rows, Act act, Instant beginning) {
        for (Step step : Step.values()) {
            Question question = act.question(beginning, step);
            List<ActivityPoint> expected = Store.expected(rows, question);
            assertThat(store.timeline(generation, question)).isEqualTo(expected);
            if (step == Step.DAY) {
                assertThat(pages(generation, question)).isEqualTo(expected);
            }
        }
    }

    /** As a reader who turns pages asks: each page from where the one before has ended. */
    private static List<ActivityPoint> pages(long generation, Question question) {
        List<ActivityPoint> points = new ArrayList<>();
        Page<ActivityPoint> page = store.page(generation, question, 3, null);
        points.addAll(page.items());
        while (page.next() != null) {
            Cursor at = Cursor.parse(page.next(), 4).orElseThrow();
            TimeRange rest = new TimeRange(at.time(0), at.time(1)).wholeMinutes();
            page = store.page(
                    generation,
                    new Question(rest, question.step(), question.type(), question.source()),
                    3,
                    page.next());
            points.addAll(page.items());
        }
        return points;
    }

    @Example
    void shouldReadLongRangesFromTheSums() {
        long generation = begin();
        Map<ActivityKey, ActivityCount> rows = new HashMap<>();
        write(
                generation,
                FAR,
                rows,
                List.of(
                        new Delta(5, 1, 1, 3, new BigDecimal("1.50"), Set.of(1, 2)),
                        new Delta(700, 1, 1, 4, new BigDecimal("2.5"), Set.of(2, 3)),
                        new Delta(2900, 1, 1, 2, null, Set.of(9))),
                0);
        store.sumAll();
        // What only the minutes say is no longer in the answer of whole days, and still in that of a part of one.
        store.execute("update activity_window set events = 100 where generation = " + generation);

        Question days = question(FAR, Duration.ofDays(3), Step.DAY);
        assertThat(store.timeline(generation, days)).isEqualTo(Store.expected(rows, days));
        assertThat(store.timeline(generation, question(FAR, Duration.ofDays(3), Step.HOUR)))
                .extracting(ActivityPoint::events)
                .containsExactly(3L, 4L, 2L);
        assertThat(store.timeline(generation, question(FAR.plusSeconds(60), Duration.ofMinutes(10), Step.DAY)))
                .extracting(ActivityPoint::events)
                .containsExactly(100L);
        assertThat(store.timeline(generation, question(FAR, Duration.ofDays(3), Step.MINUTE)))
                .extracting(ActivityPoint::events)
                .containsOnly(100L);
        end(generation);
    }

    @Example
    void shouldStayAtTheEndOfTheRangeWhenEventsLeaveIt() {
        long generation = begin();
        write(
                generation,
                FAR,
                new HashMap<>(),
                List.of(
                        new Delta(5, 1, 1, Long.MAX_VALUE, null, Set.of(1)),
                        new Delta(6, 1, 1, Long.MAX_VALUE, null, Set.of(2)),
                        new Delta(90, 1, 1, 7, null, Set.of(3))),
                0);
        Question day = question(FAR, Duration.ofDays(1), Step.DAY);
        List<ActivityPoint> expected = List.of(new ActivityPoint(FAR, "t1", "/s1", Long.MAX_VALUE, 3, null));
        assertThat(store.timeline(generation, day)).isEqualTo(expected);
        store.sumAll();
        assertThat(store.timeline(generation, day)).isEqualTo(expected);
        end(generation);
    }

    @Example
    void shouldKeepTheSumsOfDaysThatAreThinnedAndTakeLateDeltas() {
        long generation = begin();
        for (Instant beginning : List.of(NEAR, FAR)) {
            Map<ActivityKey, ActivityCount> rows = new HashMap<>();
            List<Delta> deltas = List.of(
                    new Delta(5, 1, 1, 3, new BigDecimal("0.5"), Set.of(1, 2)),
                    new Delta(65, 1, 1, 4, null, Set.of(2, 3)),
                    new Delta(66, 1, 1, 1, new BigDecimal("0.25"), Set.of(4)),
                    new Delta(66, 2, 1, 9, null, Set.of(5)),
                    new Delta(1440, 2, 1, 1, BigDecimal.TEN, Set.of(6)));
            write(generation, beginning, rows, deltas, 10);
            Question days = question(beginning, Duration.ofDays(2), Step.DAY);
            Question hour = question(beginning.plus(Duration.ofHours(1)), Duration.ofHours(1), Step.HOUR);
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
                assertThat(store.timeline(generation, days)).isEqualTo(Store.expected(rows, days));
                if (span == 60) {
                    assertThat(store.timeline(generation, hour)).isEqualTo(Store.expected(rows, hour));
                }
                store.sumAll();
                assertThat(store.timeline(generation, days)).isEqualTo(Store.expected(rows, days));
            }
            assertThat(store.timeline(generation, question(beginning, Duration.ofDays(1), Step.MINUTE)))
                    .containsExactly(
                            new ActivityPoint(beginning, "t1", "/s1", 8, 4, new BigDecimal("0.75")),
                            new ActivityPoint(beginning, "t2", "/s1", 9, 1, null));

            write(generation, beginning, rows, List.of(new Delta(65, 1, 1, 2, null, Set.of(7))), 20);
            store.sumAll();
            assertThat(store.timeline(generation, days)).isEqualTo(Store.expected(rows, days));
            store.transaction(connection -> {
                THINNING.delete(connection, day);
                return day;
            });
            assertThat(store.timeline(generation, days))
                    .containsExactly(
                            new ActivityPoint(beginning.plus(Duration.ofDays(1)), "t2", "/s1", 1, 1, BigDecimal.TEN));
        }
        end(generation);
    }

    @Example
    void shouldCarryOverToANewGenerationAndClearTheOldOne() {
        long old = begin();
        Map<ActivityKey, ActivityCount> rows = new HashMap<>();
        List<Delta> deltas =
                List.of(new Delta(5, 1, 1, 3, BigDecimal.ONE, Set.of(1, 2)), new Delta(70, 2, 1, 9, null, Set.of(5)));
        write(old, FAR, rows, deltas, 10);
        long next = begin();
        write(next, FAR, new HashMap<>(), List.of(new Delta(5, 1, 1, 1, null, Set.of(1))), 10);
        store.sumAll();

        execute(
                ActivityTable.GENERATION_SQL.carry(),
                next,
                old,
                FAR.atOffset(ZoneOffset.UTC),
                NEAR.atOffset(ZoneOffset.UTC));

        Question days = question(FAR, Duration.ofDays(2), Step.DAY);
        assertThat(store.timeline(next, days)).isEqualTo(Store.expected(rows, days));
        store.sumAll();
        assertThat(store.timeline(next, days)).isEqualTo(Store.expected(rows, days));
        long gone = begin();
        write(gone, FAR, new HashMap<>(), List.of(new Delta(6, 3, 3, 1, null, Set.of(1))), 10);
        for (long generation : new long[] {old, gone}) {
            execute(ActivityTable.GENERATION_SQL.retire(), generation, 100, next);
            ActivityTable.GENERATION_SQL.forget().forEach(sql -> execute(sql, generation));
        }
        assertThat(store.timeline(old, days)).isEmpty();
        assertThat(store.timeline(next, days)).isEqualTo(Store.expected(rows, days));
        assertThat(store.numbers("select events from activity_window where type = 't3' and generation = " + next))
                .containsExactly(0L);
        List.of(old, next, gone).forEach(StoreTest::end);
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

    private static Question question(Instant from, Duration length, Step step) {
        return new Question(new TimeRange(from, from.plus(length)), step, null, null);
    }

    /** Applies deltas to the store, and to the rows as they must be, each with a batch of its own. */
    private static void write(
            long generation, Instant beginning, Map<ActivityKey, ActivityCount> rows, List<Delta> deltas, long batch) {
        List<Change<ActivityKey, ActivityCount>> changes = new ArrayList<>();
        for (Delta delta : deltas) {
            changes.add(delta.change(generation, beginning, batch + changes.size()));
        }
        changes.forEach(change ->
                rows.put(change.key(), change.effect().apply(rows.getOrDefault(change.key(), ActivityCount.NOTHING))));
        store.apply(changes);
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<BigDecimal> value = Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000"), new BigDecimal("1000"))
                .ofScale(3)
                .map(each -> each.setScale(each.intValue() & 3, RoundingMode.DOWN))
                .injectNull(0.4);
        Arbitrary<Delta> delta = Combinators.combine(
                        Arbitraries.integers().between(0, 3 * 1440 - 1),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.longs().between(-2, 9),
                        value,
                        Arbitraries.integers().between(1, 300).set().ofMaxSize(12))
                .as(Delta::new);
        return Combinators.combine(
                        delta.list().ofMinSize(1).ofMaxSize(25),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.integers().between(0, 2 * 86_400),
                        Arbitraries.integers().between(1, 3 * 86_400),
                        Arbitraries.of("t1", "t2").injectNull(0.6),
                        Arbitraries.of("/s1", "/s2").injectNull(0.6))
                .as(Act::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }
}
