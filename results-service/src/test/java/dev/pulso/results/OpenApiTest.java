package dev.pulso.results;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pulso.contracts.MessageCodec;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the examples of the description, and what the service really answers, against the described shapes. */
@QuarkusTest
class OpenApiTest extends ServiceTest {
    private static final Map<String, String> PLACES = Map.of(
            "{tag}", "kafka",
            "{name}", "customers",
            "{version}", "12",
            "{id}", "s1",
            "{entity}", "customer-7");
    private static final String RANGE = "from=2020-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";

    private String webhook = "";

    @Test
    void shouldDescribeWhatItAnswers() throws IOException {
        sendGoldenExamples();
        webhook = given().contentType("application/json")
                .body(Map.of("url", "https://example.invalid/", "kind", "trend", "tag", "nobody"))
                .post("/v1/webhooks")
                .path("id");
        given().post("/v1/webhooks/" + webhook + "/test").then().statusCode(202);
        JsonNode api = MessageCodec.mapper()
                .readTree(given().get("/q/openapi?format=json").asByteArray());

        assertThat(api.path("paths").size()).isEqualTo(21);
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                check(api, path.getKey(), operation.getKey(), operation.getValue());
            }
        }
    }

    private void check(JsonNode api, String path, String method, JsonNode operation) throws IOException {
        if (method.equals("delete") && path.endsWith("{webhook}")) {
            assertThat(operation.path("responses").has("204")).isTrue();
            return;
        }
        String success = method.equals("get") ? "200" : path.endsWith("/webhooks") ? "201" : "202";
        JsonNode request = operation.path("requestBody").path("content").path("application/json");
        if (request.has("example")) {
            assertThat(problems(api, request.path("schema"), request.path("example")))
                    .as("body of %s", path)
                    .isEmpty();
        }
        JsonNode json =
                operation.path("responses").path(success).path("content").path("application/json");
        assertThat(problems(api, json.path("schema"), json.path("example")))
                .as("example of %s", path)
                .isEmpty();
        if (method.equals("get")) {
            String address = path.replace("{webhook}", webhook);
            for (Map.Entry<String, String> place : PLACES.entrySet()) {
                address = address.replace(place.getKey(), place.getValue());
            }
            Response answer = given().get(address + (path.endsWith("pipeline") ? "?wait=0s" : "?" + RANGE));
            JsonNode schema = answer.statusCode() == 200 ? json.path("schema") : api.at("/components/schemas/Problem");
            JsonNode body = MessageCodec.mapper().readTree(answer.asByteArray());
            assertThat(problems(api, schema, body)).as("answer of %s", address).isEmpty();
            if (!path.endsWith("/segments/{id}/members")) {
                assertThat(answer.statusCode()).as(address).isEqualTo(200);
                assertThat(body.has("items") && body.path("items").isEmpty())
                        .as(address)
                        .isFalse();
            }
        }
    }

    private static List<String> problems(JsonNode api, JsonNode schema, JsonNode document) {
        assertThat(schema.isMissingNode()).isFalse();
        assertThat(document.isMissingNode()).isFalse();
        ObjectNode whole = MessageCodec.mapper().createObjectNode();
        whole.set("components", api.path("components"));
        whole.putArray("allOf").add(schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(document)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private void sendGoldenExamples() {
        for (String delta : List.of("hashtag", "related", "activity")) {
            String text = new String(example("pulso." + delta + "-delta.v1"), StandardCharsets.UTF_8)
                    .replace("counts@1795420500000", "counts@" + generation());
            bus.send(topic(delta), "k", text.getBytes(StandardCharsets.UTF_8));
        }
        bus.send("pulso.trends", "kafka", example("pulso.trend.v1"));
        bus.send("pulso.members", "k", example("pulso.member.v1"));
        bus.send("pulso.segmentations", "customers|12", example("pulso.segmentation.v1"));
        awaitCaughtUp();
        await().atMost(PATIENCE).untilAsserted(() -> {
            given().get("/v1/segmentations/customers/members/customer-7").then().statusCode(200);
            assertThat(given().get("/v1/trends?network=mastodon").jsonPath().getList("items"))
                    .isNotEmpty();
        });
    }

    private static String topic(String delta) {
        return "pulso." + delta + "-deltas";
    }
}
