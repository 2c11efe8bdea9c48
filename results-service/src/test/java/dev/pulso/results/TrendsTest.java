package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.trend.Trend;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrendsTest extends ServiceTest {
    private static final Instant AT = Instant.parse("2025-07-01T10:00:00Z");

    @Test
    void shouldKeepTheNewestWordOnEachTrend() {
        send(trend("news", "net-a", null, 5, AT.plusSeconds(60)));
        send(trend("news", "net-a", null, 9, AT));
        send(trend("news", "net-a", null, 6, AT.plusSeconds(120)));
        send(trend("news", "net-a", null, 5, AT.plusSeconds(60)));
        send(trend("end-a", "net-a", null, 1, AT));
        awaitTrend("net-a", "end-a");

        given().queryParam("network", "net-a")
                .get("/v1/trends")
                .then()
                .statusCode(200)
                .body("items.tag", contains("news", "end-a"))
                .body("items.score", contains(6.0f, 1.0f))
                .body("items[0].at", equalTo("2025-07-01T10:02:00Z"))
                .body("items[0].state", equalTo("RISING"))
                .body("items[0].observed", equalTo(20.0f))
                .body("items[0].baseline", equalTo(2.5f))
                .body("items[0].since", equalTo("2025-07-01T09:00:00Z"))
                .body("items[0].why", equalTo("20 authors where 2.5 are usual"))
                .body("next", nullValue());
    }

    @Test
    void shouldShowEachTagOnceWithTheWidestViewThatFits() {
        send(trend("wide", null, null, 4, AT));
        send(trend("wide", "net-b", null, 8, AT));
        send(trend("wide", "net-b", "es", 9, AT));
        send(trend("narrow", "net-b", "es", 7, AT));
        send(trend("end-b", "net-b", null, 1, AT));
        awaitTrend("net-b", "end-b");

        given().queryParam("limit", 1000).get("/v1/trends").then().body("items.tag", hasItems("wide", "narrow"));
        Map<String, Object> all = given().queryParam("limit", 1000)
                .get("/v1/trends")
                .jsonPath()
                .getMap("items.find { it.tag == 'wide' }");
        assertThat(all).containsEntry("score", 4.0f).containsEntry("network", null);
        given().queryParam("network", "net-b")
                .get("/v1/trends")
                .then()
                .body("items.tag", contains("wide", "narrow", "end-b"))
                .body("items.score", contains(8.0f, 7.0f, 1.0f));
        given().queryParams("network", "net-b", "lang", "es")
                .get("/v1/trends")
                .then()
                .body("items.tag", contains("wide", "narrow"))
                .body("items.lang", contains("es", "es"));
        Response first = given().queryParams("network", "net-b", "limit", 2).get("/v1/trends");
        given().queryParams(
                        "network",
                        "net-b",
                        "limit",
                        2,
                        "after",
                        first.jsonPath().getString("next"))
                .get("/v1/trends")
                .then()
                .body("items.tag", contains("end-b"))
                .body("next", nullValue());
        given().queryParam("network", "net-b")
                .header(
                        "If-None-Match",
                        given().queryParam("network", "net-b").get("/v1/trends").header("ETag"))
                .get("/v1/trends")
                .then()
                .statusCode(304);
        given().queryParam("network", "net-b")
                .accept("text/csv")
                .get("/v1/trends")
                .then()
                .body(startsWith(
                        "tag,display,score,observed,baseline,state,why,since,at,network,lang\r\nwide,WIDE,8.0,"));
    }

    @Test
    void shouldSetAsideWhatIsNoTrendAndGoOn() {
        bus.send("pulso.trends", "k", "[]".getBytes(StandardCharsets.UTF_8));
        bus.send("pulso.trends", "k", example("pulso.member.v1"));
        send(trend("nul\0", "net-c", null, 3, AT));
        bus.send("pulso.trends", "kafka", example("pulso.trend.v1"));
        send(trend("end-c", "net-c", null, 1, AT));
        awaitTrend("net-c", "end-c");
        awaitTrend("mastodon", "kafka");

        given().queryParam("network", "net-c").get("/v1/trends").then().body("items.tag", not(hasItems("nul\0")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bus.all(Topics.REJECTED).stream()
                                .map(CloudEvent::data)
                                .filter(each -> each.origin().startsWith("pulso.trends-"))
                                .map(each -> each.code()))
                        .hasSize(3)
                        .contains("not-storable"));
    }

    private void send(Trend trend) {
        String key = trend.tag();
        bus.send(
                "pulso.trends",
                key,
                MessageCodec.write(new CloudEvent<>(
                        key + "/" + trend.at(),
                        "/pulso/spark-processor",
                        Topics.TRENDS.type(),
                        trend.tag(),
                        trend.at(),
                        null,
                        trend)));
    }

    private static void awaitTrend(String network, String tag) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().queryParam("network", network)
                        .get("/v1/trends")
                        .then()
                        .body("items.tag", hasItems(tag)));
    }

    private static Trend trend(String tag, String network, String lang, double score, Instant at) {
        return new Trend(
                tag,
                tag.toUpperCase(java.util.Locale.ROOT),
                network,
                lang,
                score,
                20,
                2.5,
                Trend.State.RISING,
                "20 authors where 2.5 are usual",
                Instant.parse("2025-07-01T09:00:00Z"),
                at);
    }
}
