package dev.pulso.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.post.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordRulesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void shouldNameTheComponentAndTheRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.notNull(null, "op"))
                .withMessage("op is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.notEmpty("", "network"))
                .withMessage("network is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.windowStart(Instant.parse("2026-11-23T08:01:00.001Z"), MINUTE))
                .withMessage("windowStart is not aligned to PT1M");
    }

    @Test
    void shouldTakeWindowsOnBothSidesOfTheEpoch() {
        for (String start : List.of("1969-12-31T23:59:00Z", "1970-01-01T00:00:00Z", "2015-01-07T15:31:00Z")) {
            assertThat(Require.windowStart(Instant.parse(start), MINUTE)).isEqualTo(Instant.parse(start));
        }
    }

    @Test
    void shouldDeleteAPostByItsIdentity() throws InvalidMessageException {
        Post post = read(Topics.POSTS, "pulso.post.v1.delete.json");

        assertThat(post.key()).isEqualTo("mastodon:115598443021904817");
        assertThat(post.createdAt()).isNull();
        assertThat(post.revision()).isEqualTo(post.observedAt());
    }

    @Test
    void shouldOrderRevisionsByTheTimeOfTheEdit() throws InvalidMessageException {
        Post created = read(Topics.POSTS, "pulso.post.v1.json");
        Post updated = read(Topics.POSTS, "pulso.post.v1.update.json");

        assertThat(updated.revision()).isEqualTo(updated.editedAt()).isAfter(created.revision());
    }

    @Test
    void shouldFillInWhatTheWriterLeftOut() throws InvalidMessageException {
        ObjectNode example = Examples.tree("pulso.hashtag-delta.v1.json");
        ((ObjectNode) example.path("data"))
                .remove(List.of("windowEnd", "display", "samplePosts", "removedPosts", "authorsSketch"));

        HashtagDelta delta =
                MessageCodec.read(Topics.HASHTAG_DELTAS, Json.write(example)).data();

        assertThat(delta.windowEnd()).isEqualTo(delta.windowStart().plus(HashtagDelta.WINDOW));
        assertThat(delta.display()).isEqualTo(delta.tag());
        assertThat(delta.samplePosts()).isEmpty();
        assertThat(delta.removedPosts()).isEmpty();
        assertThat(delta.authorsSketch()).isNull();
    }

    @Test
    void shouldTakeAPairInOneOrderOnly() {
        ObjectNode example = Examples.tree("pulso.related-delta.v1.json");
        for (String tag : List.of("kafka", "spark")) {
            ((ObjectNode) example.path("data")).put("tag", tag);

            assertThatExceptionOfType(InvalidMessageException.class)
                    .isThrownBy(() -> MessageCodec.read(Topics.RELATED_DELTAS, Json.write(example)))
                    .withMessage("pulso.related-delta.v1 at '/data': related is out of order");
        }
    }

    @Test
    void shouldHandOutCollectionsNobodyCanChange() throws InvalidMessageException {
        Post post = read(Topics.POSTS, "pulso.post.v1.json");

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> post.urls().clear());
    }

    @Test
    void shouldRefuseATopicNobodyCanCreate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicSettings("t", 0, (short) 1, Map.of()))
                .withMessage("partitions of t is less than 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicSettings("t", 1, (short) 0, Map.of()))
                .withMessage("replicas of t is less than 1");
    }

    private static <T> T read(Topic<T> topic, String example) throws InvalidMessageException {
        JsonNode tree = Examples.tree(example);
        return MessageCodec.read(topic, Json.write(tree)).data();
    }
}
