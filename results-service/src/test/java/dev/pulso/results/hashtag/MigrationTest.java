package dev.pulso.results.hashtag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.results.paging.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From a database that an earlier release has filled. */
class MigrationTest {
    private static final Instant DAY = Instant.parse("2026-10-01T00:00:00Z");

    @Test
    void shouldKeepTheAnswersOfADatabaseFilledUnderTheFourthSchema() {
        try (Store store = new Store(10_000)) {
            store.migrate("4");
            store.generation(7, "SERVING");
            store.execute("""
                    insert into hashtag_window (generation, window_start, tag, network, lang, posts, reposts, authors, batch,
                        version, display, authors_sketch)
                    select 7, timestamptz '2026-10-01T00:00:00Z' + make_interval(mins => minute), 'kafka', network, 'en', 2, 1,
                        1, 5, 1, 'Kafka', decode('%s', 'hex')
                    from generate_series(0, 1500) as m(minute), (values ('x'), ('mastodon')) as n(network)
                    """.formatted(HexFormat.of().formatHex(Store.sketch(Set.of(1, 2)))));
            store.execute("""
                    insert into trend (tag, network, lang, display, score, observed, baseline, state, why, since, at, arrived)
                    values ('kafka', '', '', 'Kafka', 4, 20, 2, 'RISING', '', now(), now(), now())
                    """);
            store.execute(
                    "insert into member (segmentation, entity, segment, version, at) values ('c', 'e', 's', 1, now())");
            store.execute("""
                    insert into activity_window (generation, window_start, type, source, events, subjects, batch, version)
                    values (7, '2026-10-01T00:00:00Z', 't', '/s', 3, 1, 5, 1)
                    """);

            store.migrate("latest");
            store.migrate("latest");

            HashtagFilter all = Store.filter(DAY, DAY.plus(Duration.ofDays(30)), null, null);
            HashtagFilter hours = Store.filter(DAY.plusSeconds(90), DAY.plus(Duration.ofHours(3)), "x", null);
            HashtagRank month = new HashtagRank("kafka", "Kafka", 6004, 3002, 2);
            HashtagRank part = new HashtagRank("kafka", "Kafka", 356, 178, 2);
            assertThat(store.ranking(7, all, 10)).containsExactly(month);
            assertThat(store.ranking(7, hours, 10)).containsExactly(part);
            store.sumAll();
            assertThat(store.ranking(7, all, 10)).containsExactly(month);
            assertThat(store.ranking(7, hours, 10)).containsExactly(part);
            assertThat(store.timeline(7, "kafka", all, Step.DAY))
                    .extracting(HashtagPoint::posts)
                    .containsExactly(5760L, 244L);

            // A delta of a batch that was applied before is still known, a later one is added.
            var key = new HashtagKey(7, DAY, "kafka", "x", "en");
            store.apply(List.of(StoreTest.change(key, 1, 5, Set.of(9)), StoreTest.change(key, 1, 6, Set.of(9))));
            store.sumAll();
            assertThat(store.ranking(7, all, 10)).containsExactly(new HashtagRank("kafka", "Kafka", 6005, 3002, 3));
            assertThat(store.numbers("select count(*) from trend union all select count(*) from member"
                            + " union all select count(*) from activity_window"))
                    .isEqualTo(List.of(1L, 1L, 1L));
        }
    }
}
