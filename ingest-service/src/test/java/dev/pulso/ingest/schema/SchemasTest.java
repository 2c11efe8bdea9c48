package dev.pulso.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.ingest.Broker;
import dev.pulso.ingest.Door;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Broker.class)
class SchemasTest {
    private static final String AMOUNT =
            "{\"type\":\"object\",\"required\":[\"amount\"],\"properties\":{\"amount\":{\"type\":\"number\"}},"
                    + "\"x-pulso-value\":\"/amount\"}";

    @TestHTTPResource
    URI base;

    KafkaBroker broker;

    private final String type = "schema.test." + UUID.randomUUID();
    private Door door;

    @BeforeEach
    void open() {
        door = Door.open(base);
    }

    @Test
    void shouldCheckEventsOfATypeWithASchema() {
        assertThat(door.put("v1/schemas/" + type, AMOUNT).status()).isEqualTo(201);

        Door.Reply mixed = door.post(
                "v1/events",
                Door.LINES,
                Door.event("1", type, "{\"amount\":1.50}") + "\n" + Door.event("2", type, "{\"amount\":\"a lot\"}")
                        + "\n" + Door.event("3", type, "{}"));

        assertThat(mixed.status()).isEqualTo(207);
        JsonNode wrong = mixed.json().at("/results/1/error");
        assertThat(wrong.get("code").asText()).isEqualTo("schema-violation");
        assertThat(wrong.get("pointer").asText()).isEqualTo("/data/amount");
        assertThat(wrong.get("detail").asText()).isEqualTo("string found, number expected");
        assertThat(mixed.json().at("/results/2/error/pointer").asText()).isEqualTo("/data");
        String record = new String(
                Door.record(
                                broker.bootstrapServers(),
                                Topics.EVENTS_NAME,
                                mixed.json().at("/results/0"))
                        .value(),
                StandardCharsets.UTF_8);
        assertThat(record).contains("\"pulsovalue\":\"/amount\"").contains("{\"amount\":1.50}");
        assertThat(door.post("v1/events/validate", Door.STRUCTURED, Door.event("4", type, "{}"))
                        .json()
                        .get("rejected")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldKeepListAndDeleteSchemas() {
        Door.Reply first = door.put("v1/schemas/" + type, AMOUNT);
        assertThat(first.json().get("version").asInt()).isEqualTo(1);
        assertThat(first.json().get("valueField").asText()).isEqualTo("/amount");
        Door.Reply same = door.put("v1/schemas/" + type, AMOUNT);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json().get("changed").asBoolean()).isFalse();
        Door.Reply second = door.put("v1/schemas/" + type, "{\"type\":\"object\"}");
        assertThat(second.json().get("version").asInt()).isEqualTo(2);

        Door.Reply read = door.get("v1/schemas/" + type);
        assertThat(read.json().toString()).isEqualTo("{\"type\":\"object\"}");
        assertThat(read.header("etag")).isEqualTo("\"2\"");
        assertThat(door.get("v1/schemas?limit=1000").json().at("/items").toString())
                .contains(type);
        assertThat(door.get("v1/schemas?limit=1").json().at("/items")).hasSize(1);
        assertThat(door.get("v1/schemas?limit=0").status()).isEqualTo(400);

        assertThat(door.send("DELETE", "v1/schemas/" + type, null, new byte[0]).status())
                .isEqualTo(204);
        assertThat(door.get("v1/schemas/" + type).status()).isEqualTo(404);
        assertThat(door.send("DELETE", "v1/schemas/" + type, null, new byte[0]).status())
                .isEqualTo(404);
        assertThat(door.post("v1/events", Door.STRUCTURED, Door.event("5", type, "7"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void shouldShowWhatAChangeWouldReject() {
        for (int i = 0; i < 3; i++) {
            door.post("v1/events", Door.STRUCTURED, Door.event("c" + i, type, i == 1 ? "{}" : "{\"amount\":1}"));
        }
        Door.Reply dry = door.put("v1/schemas/" + type + "?dryRun=true", AMOUNT);
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.json().at("/compatibility/examined").asInt()).isEqualTo(3);
        assertThat(dry.json().at("/compatibility/rejected").asInt()).isEqualTo(1);
        assertThat(dry.json().at("/compatibility/complete").asBoolean()).isTrue();
        assertThat(dry.json().at("/compatibility/examples/0/id").asText()).isEqualTo("c1");
        assertThat(door.get("v1/schemas/" + type).status()).isEqualTo(404);
        Door.Reply refused = door.put("v1/schemas/" + type + "?compatible=true", AMOUNT);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asText()).isEqualTo("incompatible-schema");
        assertThat(door.put("v1/schemas/" + type, AMOUNT).status()).isEqualTo(201);
    }

    @Test
    void shouldSayWhyADocumentIsNoSchema() {
        Door.Reply wrong = door.put("v1/schemas/" + type, "{\"type\":\"nonsense\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("code").asText()).isEqualTo("invalid-schema");
        assertThat(wrong.json().get("detail").asText()).startsWith("/type");
        assertThat(door.put("v1/schemas/" + type, "{oops").status()).isEqualTo(400);
        assertThat(door.put("v1/schemas/" + type, "").status()).isEqualTo(400);
        assertThat(door.put("v1/schemas/" + type, "\"" + "x".repeat(300_000) + "\"")
                        .status())
                .isEqualTo(413);
        assertThat(door.send("PUT", "v1/schemas/" + type, "text/plain", new byte[] {'{', '}'})
                        .status())
                .isEqualTo(415);
    }

    @Test
    void shouldObeySchemasOfAnotherReplica() throws Exception {
        JsonNode golden = MessageCodec.mapper()
                .readTree(getClass().getResource("/dev/pulso/contracts/examples/pulso.event-schema.v1.json"));
        String goldenType = golden.at("/data/type").asText();
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> other =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = goldenType.getBytes(StandardCharsets.UTF_8);
            String topic = Topics.SCHEMAS.name();
            other.send(new ProducerRecord<>(topic, key, MessageCodec.mapper().writeValueAsBytes(golden)))
                    .get();
            other.send(new ProducerRecord<>(topic, "broken".getBytes(StandardCharsets.UTF_8), new byte[] {'{'}))
                    .get();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> door.post(
                                            "v1/events/validate",
                                            Door.STRUCTURED,
                                            Door.event("g", goldenType, "{\"amount\":-1}"))
                                    .json()
                                    .get("rejected")
                                    .asInt()
                            == 1);
            other.send(new ProducerRecord<>(topic, key, null)).get();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> door.get("v1/schemas/" + goldenType).status() == 404);
        }
    }
}
