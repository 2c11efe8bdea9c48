package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.activity.ActivityWindow;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.HashtagWindow;
import dev.pulso.contracts.hashtag.RelatedDelta;
import dev.pulso.contracts.rejection.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApplyDeltasTest extends ServiceTest {
    @Test
    void shouldAddDeltasOnceAndPublishTheTotals() {
        Instant window = Instant.parse("2025-03-01T10:00:00Z");
        long generation = generation();
        List<CloudEvent<HashtagDelta>> deltas = List.of(
                Deltas.hashtag(generation, 1, window, "java", 3, "a", "b", "c"),
                Deltas.hashtag(generation, 2, window, "java", 2, "c", "d"),
                Deltas.hashtag(generation, 2, window, "kafka", 5, "a", "b", "c", "d", "e"),
                Deltas.hashtag(generation, 3, window, "gone", 1, "a"),
                Deltas.hashtag(generation, 4, window, "gone", -1));
        bus.hashtags(deltas);
        bus.hashtags(deltas);
        awaitCaughtUp();
        bus.hashtags(deltas);
        awaitCaughtUp();

        ranking(window, window.plusSeconds(60))
                .body("items.tag", contains("java", "kafka"))
                .body("items.posts", contains(5, 5))
                .body("items.authors", contains(4, 5))
                .body("items.display", contains("JAVA", "KAFKA"))
                .body("next", nullValue());
        HashtagWindow java = last(window, "java");
        assertThat(java.posts()).isEqualTo(5);
        assertThat(java.authors()).isEqualTo(4);
        assertThat(last(window, "gone").posts()).isZero();
        assertThat(last(window, "gone").authors()).isZero();
    }

    @Test
    void shouldSetAsideOnlyWhatCannotBeCounted() {
        Instant window = Instant.parse("2025-03-02T10:00:00Z");
        long generation = generation();
        // Given records that fail at every layer: no JSON, wrong query, a sketch that is none, a text that
        // PostgreSQL refuses, a sum that leaves the range
        CloudEvent<HashtagDelta> nul = Deltas.hashtag(generation, 1, window, "nul\0", 1, "a");
        String good = new String(
                MessageCodec.write(Deltas.hashtag(generation, 1, window, "fine", 1, "a")), StandardCharsets.UTF_8);
        bus.hashtags(Deltas.hashtag(generation, 1, window, "before", 1, "a"));
        bus.send("pulso.hashtag-deltas", "k", "{".getBytes(StandardCharsets.UTF_8));
        bus.send("pulso.hashtag-deltas", "k", good.replace("counts@", "counts").getBytes(StandardCharsets.UTF_8));
        bus.send(
                "pulso.hashtag-deltas",
                "k",
                good.replaceAll("\"authorsSketch\":\"[^\"]*", "\"authorsSketch\":\"AAAA")
                        .getBytes(StandardCharsets.UTF_8));
        bus.hashtags(nul);
        bus.hashtags(
                Deltas.hashtag(generation, 2, window, "huge", Long.MAX_VALUE, "a"),
                Deltas.hashtag(generation, 3, window, "huge", 1, "a"),
                Deltas.hashtag(generation, 2, window, "after", 1, "a"));
        awaitCaughtUp();

        assertThat(rows(window))
                .contains("before=1", "after=1", "huge=" + Long.MAX_VALUE)
                .doesNotContain("fine=1");
        List<CloudEvent<Rejection>> rejected = bus.all(Topics.REJECTED);
        assertThat(rejected)
                .extracting(each -> each.data().code())
                .contains("not-json", "invalid-field", "invalid-sketch", "not-storable");
        assertThat(rejected)
                .filteredOn(each -> each.data().code().equals("not-storable"))
                .filteredOn(each -> each.data().origin().matches("pulso\\.hashtag-deltas-\\d-\\d+"))
                .hasSize(2)
                .anySatisfy(each -> assertThat(
                                Base64.getDecoder().decode(each.data().raw()))
                        .isEqualTo(MessageCodec.write(nul)));
    }

    @Test
    void shouldAddPairsOnceAndSetAsideWhatIsNone() {
        Instant window = Instant.parse("2025-03-05T10:00:00Z");
        long generation = generation();
        CloudEvent<RelatedDelta> first = Deltas.related(generation, 1, window, "a", "b", 3);
        CloudEvent<RelatedDelta> second = Deltas.related(generation, 2, window, "a", "b", -1);
        bus.related(first, second, first, second);
        String twisted = new String(MessageCodec.write(first), StandardCharsets.UTF_8)
                .replace("\"related\":\"b\"", "\"related\":\"A\"");
        bus.send("pulso.related-deltas", "k", twisted.getBytes(StandardCharsets.UTF_8));
        // Longer than PostgreSQL indexes, and not to be compressed.
        String wide = new Random(5)
                .ints(900, 0x4E00, 0x9FFF)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        bus.related(
                Deltas.related(generation, 1, window, "a", wide, 7),
                Deltas.related(generation, 1, window, "a", "z", 1));
        awaitCaughtUp();
        bus.related(first);
        awaitCaughtUp();

        given().queryParams(Map.of("from", window.toString(), "to", "2025-03-05T11:00:00Z"))
                .get("/v1/hashtags/a/related")
                .then()
                .body("items.tag", contains("b", "z"))
                .body("items.posts", contains(2, 1));
        assertThat(bus.all(Topics.REJECTED))
                .filteredOn(each -> each.data().origin().startsWith("pulso.related-deltas"))
                .extracting(each -> each.data().code())
                .containsExactlyInAnyOrder("invalid-field", "not-storable");
    }

    @Test
    void shouldLoseNothingWhenTheDatabaseRestarts() {
        Instant window = Instant.parse("2025-03-03T10:00:00Z");
        long generation = generation();
        for (int batch = 1; batch <= 50; batch++) {
            bus.hashtags(tags(generation, batch, window, 100));
            if (batch == 10) {
                postgres.stop();
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> given().get("/q/health/ready").then().statusCode(503));
                given().get("/q/health/live").then().statusCode(200);
                given().get("/v1/hashtags").then().statusCode(503).body("code", equalTo("store-unavailable"));
            }
            if (batch == 40) {
                postgres.restart();
            }
        }
        awaitCaughtUp();

        assertThat(rows(window.minusSeconds(0)))
                .hasSize(50)
                .allSatisfy(row -> assertThat(row).endsWith("=50"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void shouldReadAndWriteTheGoldenExamples() {
        // The examples name one generation; it is taken up only if it is the serving one or the first.
        String delta = text("pulso.hashtag-delta.v1").replace("counts@1795420500000", "counts@" + generation());
        String activity = text("pulso.activity-delta.v1").replace("counts@1795420500000", "counts@" + generation());
        bus.send("pulso.hashtag-deltas", "k", delta.getBytes(StandardCharsets.UTF_8));
        bus.send("pulso.activity-deltas", "k", activity.getBytes(StandardCharsets.UTF_8));
        awaitCaughtUp();

        Instant window = Instant.parse("2026-11-23T08:01:00Z");
        HashtagWindow kafka = last(window, "kafka");
        assertThat(kafka.posts()).isEqualTo(4);
        assertThat(kafka.display()).isEqualTo("Kafka");
        assertThat(kafka.authors()).isBetween(1L, 4L);
        given().urlEncodingEnabled(false)
                .queryParams(Map.of("from", window.toString(), "to", "2026-11-23T08:02:00Z"))
                .get("/v1/hashtags/%23Kafka/posts")
                .then()
                .body("items.size()", equalTo(3))
                .body("items[0].postId", equalTo("115598443555019073"));
        ActivityWindow orders = bus.all(Topics.ACTIVITY).stream()
                .map(CloudEvent::data)
                .filter(each -> each.type().equals("shop.order.placed.v1"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(orders.events()).isEqualTo(14);
        assertThat(orders.valueSum()).isEqualByComparingTo("412.35");
    }

    @Test
    void shouldForgetSamplesOfRemovedPosts() {
        Instant window = Instant.parse("2025-03-04T10:00:00Z");
        long generation = generation();
        bus.hashtags(
                Deltas.hashtag(
                        generation,
                        1,
                        window,
                        "s",
                        "x",
                        "es",
                        2,
                        List.of(Deltas.sample("p1", window), Deltas.sample("p2", window.plusSeconds(1))),
                        List.of(),
                        "a",
                        "b"),
                Deltas.hashtag(generation, 2, window, "s", "x", "es", -1, List.of(), List.of("p2")));
        awaitCaughtUp();

        given().queryParams(Map.of("from", window.toString(), "to", "2025-03-04T11:00:00Z"))
                .get("/v1/hashtags/S/posts")
                .then()
                .body("items.postId", contains("p1"))
                .body("items[0].network", equalTo("x"));
    }

    private HashtagWindow last(Instant window, String tag) {
        return bus.all(Topics.HASHTAGS).stream()
                .map(CloudEvent::data)
                .filter(each -> each.tag().equals(tag) && each.windowStart().equals(window))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<CloudEvent<HashtagDelta>> tags(long generation, long batch, Instant window, int number) {
        List<CloudEvent<HashtagDelta>> deltas = new ArrayList<>();
        for (int tag = 0; tag < number / 2; tag++) {
            deltas.add(Deltas.hashtag(generation, batch, window, "t" + tag, 1, "author" + batch));
        }
        return deltas;
    }

    private static String text(String type) {
        return new String(example(type), StandardCharsets.UTF_8);
    }
}
