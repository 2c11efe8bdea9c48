package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.PostgresServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The running service between a broker and a database. Tests share it, so each has windows of its own. */
@QuarkusTestResource(Servers.class)
abstract class ServiceTest {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    KafkaBroker kafka;
    PostgresServer postgres;
    TestBus bus;

    @BeforeEach
    void connect() {
        bus = new TestBus(kafka.bootstrapServers());
        bus.processorReads("pulso.posts", "pulso.events");
    }

    @AfterEach
    void disconnect() {
        bus.close();
    }

    /** The generation that serves; the first one if none does. */
    static long generation() {
        Number serving = pipeline().get("generation.serving");
        return serving == null ? 1_000 : serving.longValue();
    }

    static JsonPath pipeline() {
        return given().get("/v1/pipeline?wait=0s")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static void awaitCaughtUp() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> given().get("/v1/pipeline").then().body("reason", nullValue()));
    }

    static ValidatableResponse ranking(Instant from, Instant to) {
        return given().queryParams(Map.of("from", from.toString(), "to", to.toString()))
                .get("/v1/hashtags")
                .then()
                .statusCode(200);
    }

    static List<String> rows(Instant window) {
        JsonPath answer = ranking(window, window.plusSeconds(60)).extract().jsonPath();
        List<Map<String, Object>> items = answer.getList("items");
        return items.stream()
                .map(each -> each.get("tag") + "=" + each.get("posts"))
                .toList();
    }

    static byte[] example(String type) {
        try (InputStream text =
                ServiceTest.class.getResourceAsStream("/dev/pulso/contracts/examples/" + type + ".json")) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
