package dev.pulso.processor.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static final Instant FROM = Instant.parse("2026-11-23T08:00:00Z");
    private static final TopicPartition POSTS = new TopicPartition("pulso.posts", 3);

    private final Gaps gaps = new Gaps();

    @Test
    void shouldNameOffsetsThatAgedOut() {
        look(batch("10", "50", 20), Optional.of(List.of(new ReadRange(POSTS, 30, 50))), 30);

        assertThat(gaps.kept()).singleElement().satisfies(gap -> {
            assertThat(gap.source()).isEqualTo("pulso.posts-3");
            assertThat(gap.reason()).isEqualTo("offsets 10 to 30 aged out uncounted");
        });
    }

    @Test
    void shouldNameATopicMadeAnew() {
        BatchProgress batch = batch("50", "4", 0);
        look(batch, Optional.of(List.of()), 0);

        assertThat(batch.restarted()).isTrue();
        assertThat(gaps.kept())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("made anew"));
    }

    @Test
    void shouldFindNoGapInAWholeBatch() {
        BatchProgress batch = batch("10", "50", 40);
        look(batch, Optional.of(List.of(new ReadRange(POSTS, 10, 50))), 5);

        assertThat(batch.covered()).isEqualTo(40);
        assertThat(batch.lag()).isEqualTo(10);
        assertThat(gaps.kept()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatWasReadBeforeItWasGone() {
        List<ReadRange> read = List.of(
                new ReadRange(POSTS, 40, 50),
                new ReadRange(POSTS, 12, 20),
                new ReadRange(new TopicPartition("pulso.posts", 4), 0, 1_000));
        look(batch("10", "50", 20), Optional.of(read), 60);

        assertThat(gaps.kept())
                .extracting(Gap::reason)
                .containsExactly("offsets 10 to 12 aged out uncounted", "offsets 20 to 40 aged out uncounted");
    }

    @Test
    void shouldNotTakeMarkersOfTransactionsForGaps() {
        look(
                batch("10", "50", 38),
                Optional.of(List.of(new ReadRange(POSTS, 10, 30), new ReadRange(POSTS, 32, 50))),
                20);

        assertThat(gaps.kept()).isEmpty();
    }

    @Test
    void shouldRatherTellTooMuchIfItIsNotKnownWhatWasRead() {
        look(batch("10", "50", 38), Optional.empty(), 60);

        assertThat(gaps.kept())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).isEqualTo("offsets 10 to 50 aged out uncounted"));
    }

    private void look(BatchProgress batch, Optional<List<ReadRange>> read, long earliest) {
        gaps.look(batch, read, Map.of(POSTS, earliest), FROM, FROM.plusSeconds(5));
    }

    private static BatchProgress batch(String start, String end, long rows) {
        return new BatchProgress(1, offsets(start), offsets(end), offsets("60"), rows, 0, 0);
    }

    private static Map<TopicPartition, Long> offsets(String offset) {
        return BatchProgress.offsets("{\"pulso.posts\":{\"3\":" + offset + "}}");
    }
}
