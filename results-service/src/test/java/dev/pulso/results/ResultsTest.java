package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.PostgresServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResultsTest {
    static final long FIRST = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    KafkaBroker kafka;
    PostgresServer postgres;
    private TestBus bus;

    @BeforeEach
    void connect() {
        bus = new TestBus(kafka.bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        bus.close();
    }

    @Test
    @Order(1)
    void shouldAnswerWithNothingBeforeAnything() {
        given().get("/v1/hashtags").then().statusCode(200).body("items.size()", equalTo(0));
        given().get("/v1/pipeline").then().statusCode(200).body("caughtUp", equalTo(true));
    }

    @Test
    @Order(2)
    void shouldAddDeltasAndIgnoreTheirReplay() {
        Instant window = Instant.parse("2025-03-01T10:00:00Z");
        List<CloudEvent<HashtagDelta>> deltas = List.of(
                Deltas.hashtag(FIRST, 1, window, "java", 3, "a", "b", "c"),
                Deltas.hashtag(FIRST, 2, window, "java", 2, "c", "d"),
                Deltas.hashtag(FIRST, 2, window, "kafka", 5, "a", "b", "c", "d", "e"),
                Deltas.hashtag(FIRST, 3, window, "gone", 1, "a"),
                Deltas.hashtag(FIRST, 4, window, "gone", -1));
        bus.hashtags(deltas);
        bus.hashtags(deltas);
        awaitCaughtUp();

        given().queryParams(Map.of("from", "2025-03-01T10:00:00Z", "to", "2025-03-01T10:01:00Z"))
                .get("/v1/hashtags")
                .then()
                .statusCode(200)
                .body("items.tag", contains("java", "kafka"))
                .body("items.posts", contains(5, 5))
                .body("items.authors", contains(4, 5))
                .body("items.display", contains("JAVA", "KAFKA"))
                .body("next", nullValue());
        assertThat(bus.all(Topics.HASHTAGS))
                .filteredOn(each -> each.data().tag().equals("java"))
                .last()
                .satisfies(each -> assertThat(each.data().posts()).isEqualTo(5))
                .satisfies(each -> assertThat(each.data().authors()).isEqualTo(4));
    }

    private void awaitCaughtUp() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/v1/pipeline")
                        .then()
                        .body("reason", nullValue())
                        .body("caughtUp", equalTo(true)));
    }
}
