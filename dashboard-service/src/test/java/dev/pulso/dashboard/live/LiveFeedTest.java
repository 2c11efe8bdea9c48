package dev.pulso.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:30Z");
    private static final Set<View> HASHTAGS = EnumSet.of(View.HASHTAGS);

    private final LiveFeed feed = feed(1_000);

    @Test
    void shouldKeepTheHighestVersionOfEachKey() {
        apply(0, row("a", 2));
        apply(1, row("a", 1));
        apply(2, row("b", 1));

        assertThat(live()).containsExactlyInAnyOrder("a/2", "b/1");
    }

    @Test
    void shouldNotTellOlderVersionsToAnyone() {
        apply(0, row("a", 2));
        feed.tick();
        apply(1, row("a", 1));

        assertThat(feed.tick().of(View.HASHTAGS)).isEmpty();
    }

    @Test
    void shouldCollectChangesPerKeyBetweenTicks() {
        apply(0, row("a", 1));
        apply(1, row("a", 2));
        apply(2, row("a", 3));

        Tick tick = feed.tick();

        assertThat(tick.of(View.HASHTAGS)).extracting(Row::version).containsExactly(3L);
        assertThat(tick.position().encode()).isEqualTo("hashtags~aa=3");
    }

    @Test
    void shouldTellHistoryToListenersButNotKeepIt() {
        feed.apply(0, 0, new Row(View.HASHTAGS, "old", NOW.minus(Duration.ofDays(400)), 1, json("old/1")));

        assertThat(feed.tick().of(View.HASHTAGS)).hasSize(1);
        assertThat(live()).isEmpty();
    }

    @Test
    void shouldForgetTheOldestKeysBeyondItsBound() {
        LiveFeed small =
                new LiveFeed(new LiveConfig(Duration.ofMinutes(70), Duration.ofHours(24), 10, 100, 10_000), clock());
        small.begin(View.HASHTAGS, "aa", List.of(0L));
        for (int i = 0; i < 100; i++) {
            Instant time = NOW.minus(Duration.ofSeconds(100 - i));
            small.apply(0, i, new Row(View.HASHTAGS, "k" + i, time, 1, json("k" + i)));
        }

        assertThat(small.size(View.HASHTAGS)).isLessThanOrEqualTo(10);
        assertThat(small.snapshot(HASHTAGS).rows().get(View.HASHTAGS))
                .extracting(Row::key)
                .contains("k99");
    }

    @Test
    void shouldResumeWithTheLatestOfEachMissedKey() {
        apply(0, row("a", 1));
        apply(1, row("b", 1));
        String seen = feed.tick().position().encode();
        apply(2, row("a", 2));
        apply(3, row("a", 3));
        feed.tick();

        Resumption resumption = feed.resume(HASHTAGS, seen);

        assertThat(resumption).isInstanceOfSatisfying(Resumption.Covered.class, covered -> {
            assertThat(covered.rows()).extracting(LiveFeedTest::text).containsExactly("a/3");
            assertThat(covered.position().encode()).isEqualTo("hashtags~aa=4");
        });
    }

    /** A partition is read to its end before the next: what was missed may lie behind much that was not. */
    @Test
    void shouldLookPastPartitionsOfWhichNothingWasMissed() {
        feed.begin(View.HASHTAGS, "aa", List.of(0L, 0L, 0L));
        feed.apply(0, 0, row("seen", 1));
        feed.apply(0, 1, row("missed", 1));
        feed.apply(1, 0, row("b", 1));
        feed.apply(2, 0, row("c", 1));
        feed.tick();

        assertThat(feed.resume(HASHTAGS, "hashtags~aa=1.1.1"))
                .isInstanceOfSatisfying(
                        Resumption.Covered.class,
                        covered -> assertThat(covered.rows())
                                .extracting(LiveFeedTest::text)
                                .containsExactly("missed/1"));
    }

    @Test
    void shouldTakeAClientThatIsAheadOfThisReplica() {
        apply(0, row("a", 1));
        feed.tick();

        assertThat(feed.resume(HASHTAGS, "hashtags~aa=9"))
                .isEqualTo(new Resumption.Covered(
                        List.of(), Position.parse("hashtags~aa=1").orElseThrow()));
    }

    @Test
    void shouldSayWhyAClientCannotResume() {
        LiveFeed forgetful = feed(2);
        for (int i = 0; i < 10; i++) {
            forgetful.apply(0, i, row("k" + i, 1));
        }

        assertThat(forgetful.resume(HASHTAGS, "hashtags~aa=3")).isEqualTo(new Resumption.Gap("too-long-ago"));
        assertThat(forgetful.resume(HASHTAGS, "hashtags~bb=9")).isEqualTo(new Resumption.Gap("topic-recreated"));
        assertThat(forgetful.resume(HASHTAGS, "activity~aa=9")).isEqualTo(new Resumption.Gap("view-not-in-id"));
        assertThat(forgetful.resume(HASHTAGS, "42")).isEqualTo(new Resumption.Gap("unknown-id"));
        assertThat(forgetful.resume(HASHTAGS, "hashtags~aa=8")).isInstanceOf(Resumption.Covered.class);
    }

    @Test
    void shouldTellListenersThatATopicWasMadeAnew() {
        apply(0, row("a", 1));
        feed.tick();
        feed.begin(View.HASHTAGS, "bb", List.of(0L));

        Tick tick = feed.tick();

        assertThat(tick.restarted()).isTrue();
        assertThat(live()).isEmpty();
        assertThat(feed.tick().restarted()).isFalse();
    }

    private void apply(long offset, Row row) {
        feed.apply(0, offset, row);
    }

    private List<String> live() {
        return feed.snapshot(HASHTAGS).rows().get(View.HASHTAGS).stream()
                .map(LiveFeedTest::text)
                .toList();
    }

    private static LiveFeed feed(int ringChanges) {
        LiveFeed feed = new LiveFeed(
                new LiveConfig(Duration.ofMinutes(70), Duration.ofHours(24), 1_000, ringChanges, 100_000), clock());
        feed.begin(View.HASHTAGS, "aa", List.of(0L));
        return feed;
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static Row row(String key, long version) {
        return new Row(View.HASHTAGS, key, NOW, version, json(key + "/" + version));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Row row) {
        return new String(row.json(), StandardCharsets.UTF_8);
    }
}
