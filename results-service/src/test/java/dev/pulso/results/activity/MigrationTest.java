package dev.pulso.results.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.activity.ActivityTimeline.Question;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From a database that an earlier release has filled. */
class MigrationTest {
    private static final Instant DAY =
            LocalDate.now(ZoneOffset.UTC).minusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC);

    @Test
    void shouldKeepTheAnswersOfADatabaseFilledUnderTheTwentiethSchema() {
        try (Store store = new Store()) {
            store.migrate("20");
            store.generation(7, "SERVING");
            store.execute("""
                    insert into activity_window (generation, window_start, type, source, events, subjects, value_sum, batch,
                        version, subjects_sketch)
                    select 7, timestamptz '%s' + make_interval(mins => minute), 'order', source, 2, 1, value::numeric, 5, 1,
                        decode('%s', 'hex')
                    from generate_series(0, 1500) as m(minute), (values ('/web', '0.50'), ('/shop', null)) as s(source, value)
                    """.formatted(DAY, HexFormat.of().formatHex(Store.sketch(Set.of(1, 2)))));

            store.migrate("latest");
            store.migrate("latest");

            Question days = new Question(new TimeRange(DAY, DAY.plus(Duration.ofDays(30))), Step.DAY, null, null);
            Question part = new Question(
                    new TimeRange(DAY.plusSeconds(120), DAY.plus(Duration.ofHours(2))), Step.HOUR, "order", "/web");
            List<ActivityPoint> all = List.of(
                    point(DAY, "/shop", 2880, 2, null),
                    point(DAY, "/web", 2880, 2, "720.00"),
                    point(DAY.plus(Duration.ofDays(1)), "/shop", 122, 2, null),
                    point(DAY.plus(Duration.ofDays(1)), "/web", 122, 2, "30.50"));
            List<ActivityPoint> hours = List.of(
                    point(DAY, "/web", 116, 2, "29.00"), point(DAY.plus(Duration.ofHours(1)), "/web", 120, 2, "30.00"));
            assertThat(store.timeline(7, days)).isEqualTo(all);
            assertThat(store.timeline(7, part)).isEqualTo(hours);
            store.sumAll();
            assertThat(store.timeline(7, days)).isEqualTo(all);
            assertThat(store.timeline(7, part)).isEqualTo(hours);
            assertThat(store.numbers("select count(*) from activity_rollup where span = 1440"))
                    .containsExactly(4L);

            // A delta of a batch that was applied before is still known, a later one is added, also to a day that
            // shares the table of before.
            ActivityKey key = new ActivityKey(7, DAY, "order", "/web");
            store.apply(List.of(
                    StoreTest.change(key, 1, null, 5, Set.of(9)),
                    StoreTest.change(key, 1, new BigDecimal("0.25"), 6, Set.of(9))));
            store.sumAll();
            assertThat(store.timeline(7, days)).contains(point(DAY, "/web", 2881, 3, "720.25"));
            // Days that come from now on have partitions of their own.
            store.apply(List.of(StoreTest.change(
                    new ActivityKey(7, DAY.plus(Duration.ofDays(2)), "order", "/web"), 1, null, 7, Set.of())));
            assertThat(store.numbers("select count(*) from activity_window_other"))
                    .containsExactly(3002L);
            assertThat(store.numbers("select count(*) from activity_window")).containsExactly(3003L);
        }
    }

    private static ActivityPoint point(Instant start, String source, long events, long subjects, String values) {
        return new ActivityPoint(
                start, "order", source, events, subjects, values == null ? null : new BigDecimal(values));
    }
}
