package dev.pulso.processor.counting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.processor.intake.RecordReader;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.datasketches.hll.HllSketch;
import org.junit.jupiter.api.Test;

/** The golden examples of a post's life, and single rules by name. */
class KeyHistoryTest {
    @Test
    void shouldCountATagOncePerPostAndKeepItsFirstSpelling() throws Exception {
        List<HashtagDelta> deltas = deltas(KeyHistory.of(null, facts("pulso.post.v1.json"), 20));

        assertThat(deltas).extracting(HashtagDelta::tag).containsExactlyInAnyOrder("kafka", "apachespark");
        HashtagDelta kafka = deltas.stream()
                .filter(each -> each.tag().equals("kafka"))
                .findFirst()
                .orElseThrow();
        assertThat(kafka.posts()).isEqualTo(1);
        assertThat(kafka.display()).isEqualTo("Kafka");
        assertThat(kafka.windowStart()).isEqualTo(Instant.parse("2026-11-23T08:01:00Z"));
        assertThat(kafka.samplePosts()).hasSize(1);
        assertThat(HllSketch.heapify(java.util.Base64.getDecoder().decode(kafka.authorsSketch()))
                        .getEstimate())
                .isBetween(0.9, 1.1);
    }

    @Test
    void shouldChangeNothingByADuplicate() throws Exception {
        KeyHistory first = KeyHistory.of(null, facts("pulso.post.v1.json"), 20);
        KeyHistory again = KeyHistory.of(first.newState(), facts("pulso.post.v1.json"), 20);

        assertThat(again.changes()).isEmpty();
        assertThat(again.newState()).as("state is not written again").isNull();
    }

    @Test
    void shouldTakeADeletedPostOutAndKeepItOut() throws Exception {
        KeyHistory created = KeyHistory.of(null, facts("pulso.post.v1.json"), 20);
        KeyHistory deleted = KeyHistory.of(created.newState(), facts("pulso.post.v1.delete.json"), 20);
        KeyHistory again =
                KeyHistory.of(deleted.newState(), facts("pulso.post.v1.json", "pulso.post.v1.update.json"), 20);

        assertThat(deltas(deleted)).allSatisfy(delta -> {
            assertThat(delta.posts()).isEqualTo(-1);
            assertThat(delta.removedPosts()).hasSize(1);
            assertThat(delta.authorsSketch()).isNull();
        });
        assertThat(again.changes()).isEmpty();
    }

    @Test
    void shouldReadStateOfAnOlderProgramWithFieldsItDoesNotKnow() throws Exception {
        byte[] state = new String(
                        KeyHistory.of(null, facts("pulso.post.v1.json"), 20).newState(), UTF_8)
                .replaceFirst("\\{", "{\"later\":1,")
                .getBytes(UTF_8);

        assertThat(KeyHistory.of(state, facts("pulso.post.v1.json"), 20).changes())
                .isEmpty();
    }

    /** A version before counted no pairs: what it did not add must not be taken away. */
    @Test
    void shouldTakeAwayOnlyThePairsItHasAdded() throws Exception {
        byte[] before = KeyHistory.of(null, facts("pulso.post.v1.json"), 0).newState();
        assertThat(new String(before, UTF_8)).doesNotContain("paired");

        assertThat(pairs(KeyHistory.of(before, facts("pulso.post.v1.delete.json"), 20)))
                .isEmpty();
        assertThat(pairs(KeyHistory.of(before, facts("pulso.post.v1.json"), 20)))
                .isEmpty();
        assertThat(pairs(KeyHistory.of(null, facts("pulso.post.v1.json"), 20))).containsExactly("apachespark+kafka=1");
    }

    @Test
    void shouldMakeNoPairsOfTagsThatTheStoreCouldNotIndex() {
        List<Hashtag> tags = List.of(Hashtag.of("a"), Hashtag.of("b".repeat(201)), Hashtag.of("c".repeat(200)));
        Counted counted = new Counted(Instant.EPOCH, "n", "1", "en", tags, false);
        PostFact post = new PostFact(Post.Op.CREATE, Instant.EPOCH, counted, null, "n", "1");
        Fact fact = Fact.of(new Origin("pulso.posts", 0, 0), post);

        assertThat(pairs(KeyHistory.of(null, List.of(fact), 20))).containsExactly("a+" + "c".repeat(200) + "=1");
    }

    private static List<String> pairs(KeyHistory history) {
        return history.changes().stream()
                .map(Change::related)
                .filter(Objects::nonNull)
                .map(pair -> pair.key().tag() + "+" + pair.key().related() + "=" + pair.posts())
                .toList();
    }

    @Test
    void shouldNameDeletedPostsFirstAndNoMoreThanAMessageHolds() throws Exception {
        HashtagChange.Key key = new HashtagChange.Key(Instant.EPOCH, "t", "n", "en");
        HashtagTally tally = new HashtagTally(key);
        for (int i = 0; i < 1_000; i++) {
            String id = i + "-".repeat(496);
            Origin at = new Origin("pulso.posts", 0, i);
            tally.add(new HashtagChange(key, "t", id, -1, 0, null, at));
            if (i < 900) {
                tally.add(new HashtagChange(key, "t", id, 1, 0, null, at));
            }
        }

        HashtagDelta delta = tally.toDelta("counts@1", 0);

        assertThat(delta.posts()).isEqualTo(-100);
        assertThat(delta.removedPosts()).hasSizeBetween(500, 540);
        assertThat(delta.removedPosts().subList(0, 100)).allMatch(id -> id.startsWith("9") && id.length() == 499);
    }

    private static List<Fact> facts(String... examples) throws Exception {
        List<Fact> facts = new ArrayList<>();
        for (String example : examples) {
            try (InputStream json = Topics.class.getResourceAsStream("examples/" + example)) {
                Origin at = new Origin("pulso.posts", 0, facts.size());
                facts.add(RecordReader.read(at, Instant.EPOCH, json.readAllBytes())
                        .fact());
            }
        }
        return facts;
    }

    private static List<HashtagDelta> deltas(KeyHistory history) throws Exception {
        List<BatchTally.Message> messages = new ArrayList<>();
        BatchTally tally = new BatchTally("counts@1", 0, messages::add);
        history.changes().forEach(tally::add);
        tally.close();
        List<HashtagDelta> deltas = new ArrayList<>();
        for (BatchTally.Message message : messages) {
            if (!message.topic().equals(Topics.HASHTAG_DELTAS.name())) {
                continue;
            }
            deltas.add(MessageCodec.read(Topics.HASHTAG_DELTAS, message.value()).data());
        }
        return deltas;
    }
}
