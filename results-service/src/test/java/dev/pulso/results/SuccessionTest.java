package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagWindow;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuccessionTest extends ServiceTest {
    @Test
    void shouldReplaceTheTotalsOnceTheNewGenerationHasCaughtUp() {
        Instant window = Instant.parse("2025-04-01T10:00:00Z");
        long old = generation();
        bus.hashtags(
                Deltas.hashtag(old, 1, window, "both", 5, "a", "b"), Deltas.hashtag(old, 1, window, "onlyold", 2, "a"));
        bus.activity(
                Deltas.activity(old, 1, window, "both", "/s", 5, "2.5", "a", "b"),
                Deltas.activity(old, 1, window, "onlyold", "/s", 2, null, "a"));
        bus.related(
                Deltas.related(old, 1, window, "both", "onlyold", 2), Deltas.related(old, 1, window, "both", "new", 9));
        awaitCaughtUp();

        // Given a processor that has lost its checkpoint and starts again
        long next = old + 1;
        bus.send("pulso.posts", "k", "post".getBytes(StandardCharsets.UTF_8));
        bus.processorRestarts("pulso.posts", "pulso.events");
        bus.hashtags(Deltas.hashtag(next, 0, window, "both", 4, "a", "b"));
        await().atMost(PATIENCE).until(() -> pipeline().get("generation.building") != null);
        assertThat(rows(window)).containsExactly("both=5", "onlyold=2");
        assertThat(pipeline().getBoolean("caughtUp")).isFalse();
        // late ones of the old generation still belong to it
        bus.hashtags(Deltas.hashtag(old, 2, window, "onlyold", 1, "b"));
        await().atMost(PATIENCE).until(() -> rows(window).contains("onlyold=3"));

        // When it has read everything
        bus.hashtags(Deltas.hashtag(next, 1, window, "both", 2, "c"), Deltas.hashtag(next, 1, window, "new", 1, "c"));
        bus.activity(Deltas.activity(next, 1, window, "both", "/s", 6, "3.5", "a"));
        bus.related(Deltas.related(next, 1, window, "both", "new", 1));
        bus.processorReads("pulso.posts", "pulso.events");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            var seen = rows(window);
            // never a mixture, never a sum
            assertThat(seen).isIn(List.of("both=5", "onlyold=3"), List.of("both=6", "new=1"));
            return seen.contains("new=1");
        });
        awaitCaughtUp();

        // Then late deltas of the old generation change nothing and those of the new one go on
        bus.hashtags(Deltas.hashtag(old, 3, window, "both", 100, "z"), Deltas.hashtag(next, 2, window, "both", 1, "d"));
        awaitCaughtUp();
        assertThat(rows(window)).containsExactly("both=7", "new=1");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(highest(window, "both").posts()).isEqualTo(7);
            assertThat(highest(window, "onlyold").posts()).isZero();
            assertThat(highest(window, "new").posts()).isEqualTo(1);
        });
        assertThat(generation()).isEqualTo(next);
        given().queryParams(Map.of("from", "2025-04-01T00:00:00Z", "to", "2025-04-03T00:00:00Z"))
                .get("/v1/hashtags/both/related")
                .then()
                .body("items.tag", contains("new"))
                .body("items.posts", contains(1));
        given().queryParams(Map.of("from", "2025-04-01T00:00:00Z", "to", "2025-04-03T00:00:00Z", "step", "1d"))
                .get("/v1/activity")
                .then()
                .body("items.type", contains("both"))
                .body("items.events", contains(6))
                .body("items.valueSum", contains(3.5f));
    }

    private HashtagWindow highest(Instant window, String tag) {
        return bus.all(Topics.HASHTAGS).stream()
                .map(CloudEvent::data)
                .filter(each -> each.tag().equals(tag) && each.windowStart().equals(window))
                .max(Comparator.comparingLong(HashtagWindow::version))
                .orElseThrow();
    }
}
