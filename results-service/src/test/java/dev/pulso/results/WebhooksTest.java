package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.trend.Trend;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WebhooksTest extends ServiceTest {
    private static final Instant AT = Instant.parse("2025-08-01T10:00:00Z");

    @Test
    void shouldTellOnceThatATagTrendsThroughAReceiverThatFailsFirst() throws Exception {
        try (Receiver receiver = new Receiver(500, 302, Receiver.SILENCE)) {
            JsonPath webhook = create(Map.of("url", receiver.url(), "kind", "trend", "tag", "#HookTag"));
            trend("hooktag", null, Trend.State.RISING, AT);
            trend("hooktag", null, Trend.State.RISING, AT);
            trend("hooktag", null, Trend.State.RISING, AT.plusSeconds(60));
            trend("hooktag", null, Trend.State.FADING, AT.plusSeconds(120));
            trend("hooktag", "mastodon", Trend.State.RISING, AT);
            trend("other", null, Trend.State.RISING, AT);

            JsonPath log = awaitDelivered(webhook, 1);
            assertThat(log.getInt("items[0].attempts")).isEqualTo(4);
            assertThat(log.getInt("items[0].status")).isEqualTo(204);
            assertThat(receiver.told()).hasSize(4);
            Receiver.Told told = receiver.told().get(3);
            assertThat(receiver.told()).extracting(Receiver.Told::id).containsOnly(log.getString("items[0].id"));
            assertThat(told.headers().get("webhook-signature")).isEqualTo(signature(webhook, told));
            JsonPath body = new JsonPath(told.body());
            assertThat(body.getString("type")).isEqualTo("pulso.trend.rising");
            assertThat(body.getString("data.tag")).isEqualTo("hooktag");
            assertThat(body.getString("timestamp")).isEqualTo(AT.toString());
        }
    }

    @Test
    void shouldTellThatAnEntityMoves() {
        try (Receiver receiver = new Receiver()) {
            JsonPath webhook =
                    create(Map.of("url", receiver.url(), "kind", "member", "segmentation", "hooked", "segment", "s2"));
            member("e1", "s1", null, 1);
            member("e1", "s2", "s1", 2);
            member("e1", "s2", "s1", 2);
            member("e1", "s2", "s2", 3);
            member("e1", "s3", "s2", 4);

            awaitDelivered(webhook, 2);
            assertThat(receiver.told())
                    .extracting(told -> new JsonPath(told.body()).getString("data.segment"))
                    .containsExactlyInAnyOrder("s2", "s3");
        }
    }

    @Test
    void shouldLetNobodyWaitForASilentReceiverAndStopTellingOneThatIsGone() {
        try (Receiver silent =
                        new Receiver(Collections.nCopies(100, Receiver.SILENCE).toArray(Integer[]::new));
                Receiver gone = new Receiver(410);
                Receiver good = new Receiver()) {
            JsonPath first = create(Map.of("url", silent.url(), "kind", "trend"));
            JsonPath second = create(Map.of("url", gone.url(), "kind", "trend"));
            JsonPath third = create(Map.of("url", good.url(), "kind", "trend"));
            List.of(first, second, third)
                    .forEach(
                            each -> given().post(address(each) + "/test").then().statusCode(202));

            awaitDelivered(third, 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> given().get(address(second)).then().body("state", equalTo("GONE")));
            given().get(address(second) + "/deliveries")
                    .then()
                    .body("items.state", contains("FAILED"))
                    .body("items.status", contains(410))
                    .body("items[0].reason", equalTo("the receiver answers with 410"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> given().get(address(first) + "/deliveries")
                            .then()
                            .body("items.state", contains("PENDING"))
                            .body("items[0].reason", startsWith("no answer")));
            List.of(first, second, third)
                    .forEach(each -> given().delete(address(each)).then().statusCode(204));
            given().get(address(first)).then().statusCode(404).body("code", equalTo("not-found"));
            given().delete(address(first)).then().statusCode(404);
        }
    }

    @Test
    void shouldListWebhooksWithoutTheirSecretsAndPageThroughTheLog() {
        try (Receiver receiver = new Receiver()) {
            JsonPath webhook = create(Map.of("url", receiver.url(), "kind", "trend", "tag", "nobody"));
            given().queryParam("limit", 1000)
                    .get("/v1/webhooks")
                    .then()
                    .body("items.id", hasItem(webhook.getString("id")))
                    .body("items[0]", not(org.hamcrest.Matchers.hasKey("secret")));
            given().accept("text/csv")
                    .get("/v1/webhooks")
                    .then()
                    .body(startsWith("id,url,kind,filters,state,pending,dropped,createdAt\r\n"));
            for (int i = 0; i < 3; i++) {
                given().post(address(webhook) + "/test").then().statusCode(202);
            }
            awaitDelivered(webhook, 3);
            String log = address(webhook) + "/deliveries";
            JsonPath first = given().queryParam("limit", 2).get(log).jsonPath();
            JsonPath second = given().queryParams("limit", 2, "after", first.getString("next"))
                    .get(log)
                    .jsonPath();
            assertThat(first.getList("items")).hasSize(2);
            assertThat(second.getList("items")).hasSize(1);
            assertThat(second.getString("next")).isNull();
            assertThat(first.getList("items.id")).doesNotContain((Object) second.getString("items[0].id"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url|{\"kind\":\"trend\"}",
                "url|{\"kind\":\"trend\",\"url\":\"http://10.0.0.1/hook\"}",
                "url|{\"kind\":\"trend\",\"url\":\"gopher://example.org\"}",
                "url|{\"kind\":\"trend\",\"url\":7}",
                "kind|{\"url\":\"https://example.org/\"}",
                "kind|{\"kind\":\"segment\",\"url\":\"https://example.org/\"}",
                "states|{\"kind\":\"trend\",\"url\":\"https://example.org/\",\"states\":[\"UP\"]}",
                "states|{\"kind\":\"trend\",\"url\":\"https://example.org/\",\"states\":[]}",
                "tag|{\"kind\":\"trend\",\"url\":\"https://example.org/\",\"tag\":\"#\"}",
                "body|{\"kind\":\"trend\",\"url\":\"https://example.org/\",\"entity\":\"e\"}",
                "body|[]",
                "body|{",
                "body|",
            })
    void shouldNameTheWrongField(String broken) {
        String[] parts = broken.split("\\|", 2);
        given().contentType("application/json")
                .body(parts[1])
                .post("/v1/webhooks")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"))
                .body("parameter", equalTo(parts[0]));
    }

    private static JsonPath create(Map<String, Object> body) {
        var answer = given().contentType("application/json")
                .body(body)
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract();
        assertThat(answer.header("Location")).endsWith("/v1/webhooks/" + answer.path("id"));
        return answer.jsonPath();
    }

    private static String address(JsonPath webhook) {
        return "/v1/webhooks/" + webhook.getString("id");
    }

    private static JsonPath awaitDelivered(JsonPath webhook, int number) {
        return await().atMost(PATIENCE)
                .until(
                        () -> given().get(address(webhook) + "/deliveries").jsonPath(),
                        log -> log.getList("items").size() == number
                                && log.getList("items.state").stream().allMatch("DELIVERED"::equals));
    }

    private static String signature(JsonPath webhook, Receiver.Told told) throws Exception {
        byte[] secret = Base64.getDecoder().decode(webhook.getString("secret").substring("whsec_".length()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        String signed = told.id() + "." + told.headers().get("webhook-timestamp") + "." + told.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private void trend(String tag, String network, Trend.State state, Instant at) {
        Trend trend = new Trend(tag, tag, network, null, 5, 20, 2, state, "more than usual", AT, at);
        bus.send(
                "pulso.trends",
                trend.recordKey(),
                MessageCodec.write(new CloudEvent<>(
                        tag + "/" + at + "/" + state,
                        "/pulso/spark-processor",
                        Topics.TRENDS.type(),
                        tag,
                        at,
                        null,
                        trend)));
    }

    private void member(String entity, String segment, String before, long version) {
        Member member = new Member(
                "hooked", entity, segment, before, version, 0.5, AT.plusSeconds(version), Map.of(), null, null, null);
        bus.send(
                "pulso.members",
                member.key(),
                MessageCodec.write(new CloudEvent<>(
                        entity + "/" + version,
                        "/pulso/spark-processor",
                        Topics.MEMBERS.type(),
                        entity,
                        member.at(),
                        null,
                        member)));
    }
}
