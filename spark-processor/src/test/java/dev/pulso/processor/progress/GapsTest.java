package dev.pulso.processor.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static final Instant FROM = Instant.parse("2026-11-23T08:00:00Z");
    private static final TopicPartition POSTS = new TopicPartition("pulso.posts", 3);

    private final Gaps gaps = new Gaps();

    @Test
    void shouldNameOffsetsThatAgedOut() {
        gaps.look(batch("10", "50", 20), Map.of(POSTS, 30L), FROM, FROM.plusSeconds(5));

        assertThat(gaps.kept()).singleElement().satisfies(gap -> {
            assertThat(gap.source()).isEqualTo("pulso.posts-3");
            assertThat(gap.reason()).isEqualTo("offsets 10 to 30 aged out uncounted");
        });
    }

    @Test
    void shouldNameATopicMadeAnew() {
        BatchProgress batch = batch("50", "4", 0);
        gaps.look(batch, Map.of(POSTS, 0L), FROM, FROM.plusSeconds(5));

        assertThat(batch.restarted()).isTrue();
        assertThat(gaps.kept())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("made anew"));
    }

    @Test
    void shouldFindNoGapInAWholeBatch() {
        BatchProgress batch = batch("10", "50", 40);
        gaps.look(batch, Map.of(POSTS, 5L), FROM, FROM.plusSeconds(5));

        assertThat(batch.covered()).isEqualTo(40);
        assertThat(batch.lag()).isEqualTo(10);
        assertThat(gaps.kept()).isEmpty();
    }

    private static BatchProgress batch(String start, String end, long rows) {
        return new BatchProgress(1, offsets(start), offsets(end), offsets("60"), rows, 0, 0);
    }

    private static Map<TopicPartition, Long> offsets(String offset) {
        return BatchProgress.offsets("{\"pulso.posts\":{\"3\":" + offset + "}}");
    }
}
