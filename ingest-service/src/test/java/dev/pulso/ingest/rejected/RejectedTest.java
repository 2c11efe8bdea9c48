package dev.pulso.ingest.rejected;

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
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Broker.class)
class RejectedTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String NUMBER = "{\"properties\":{\"n\":{\"type\":\"number\"}}}";

    @TestHTTPResource
    URI base;

    KafkaBroker broker;

    private final String type = "rejected.test." + UUID.randomUUID();
    private Door door;

    @BeforeEach
    void open() {
        door = Door.open(base);
    }

    @Test
    void shouldReplayAsItCameOnceTheSchemaAllowsIt() throws Exception {
        door.put("v1/schemas/" + type, NUMBER);
        String id = "r-" + UUID.randomUUID();
        assertThat(door.post("v1/events", Door.STRUCTURED, Door.event(id, type, "{\"n\":\"x\"}"), "traceparent", TRACE)
                        .status())
                .isEqualTo(422);
        JsonNode letter = letters("type=" + type, 1).get(0);
        assertThat(letter.get("code").asText()).isEqualTo("schema-violation");
        assertThat(letter.get("pointer").asText()).isEqualTo("/data/n");
        assertThat(letter.get("eventId").asText()).isEqualTo(id);
        String path = "v1/rejected/" + letter.get("id").asText();
        assertThat(new String(door.get(path).json().get("raw").binaryValue(), StandardCharsets.UTF_8))
                .isEqualTo(Door.event(id, type, "{\"n\":\"x\"}"));

        Door.Reply still = door.post(path + "/replay", null, "");
        assertThat(still.status()).isEqualTo(422);
        assertThat(still.json().at("/results/0/error/code").asText()).isEqualTo("schema-violation");
        door.put("v1/schemas/" + type, "{}");
        Door.Reply sent = door.post(path + "/replay", null, "");
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.json().get("alreadyReplayed").asBoolean()).isFalse();
        Door.Reply again = door.post(path + "/replay", null, "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("alreadyReplayed").asBoolean()).isTrue();
        assertThat(again.json().get("results")).isEqualTo(sent.json().get("results"));

        assertThat(withId(Topics.EVENTS_NAME, id)).hasSize(1);
        assertThat(identities(Topics.REJECTED.name(), id)).hasSize(1);
        assertThat(letters("replayed=true&type=" + type, 1)).hasSize(1);
        assertThat(door.get("v1/rejected?replayed=false&type=" + type).json().get("items"))
                .isEmpty();
    }

    @Test
    void shouldReplayAMendedEventOfTheSameIdentityOnly() throws Exception {
        door.put("v1/schemas/" + type, NUMBER);
        String id = "m-" + UUID.randomUUID();
        door.post("v1/events", Door.STRUCTURED, Door.event(id, type, "{\"n\":\"x\"}"));
        JsonNode letter = letters("type=" + type, 1).get(0);
        String path = "v1/rejected/" + letter.get("id").asText() + "/replay";

        Door.Reply other = door.post(path, Door.STRUCTURED, Door.event("other", type, "{\"n\":1}"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").asText()).isEqualTo("identity-changed");
        assertThat(door.post(path, Door.STRUCTURED, Door.event(id, type, "{\"n\":true}"))
                        .status())
                .isEqualTo(422);
        assertThat(door.post(path, Door.STRUCTURED, "{oops").status()).isEqualTo(400);
        assertThat(door.post(path, "application/xml", "<a/>").status()).isEqualTo(415);
        Door.Reply sent =
                door.post(path, "application/json", Door.event(id, type, "{\"n\":1.50}"), "traceparent", TRACE);
        assertThat(sent.status()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record = Door.record(
                broker.bootstrapServers(), Topics.EVENTS_NAME, sent.json().at("/results/0"));
        String event = new String(record.value(), StandardCharsets.UTF_8);
        assertThat(event).contains("{\"n\":1.50}").contains("\"traceparent\":\"" + TRACE + "\"");
        // The time of an event without one is that of its first arrival.
        assertThat(event).contains("\"time\":\"" + letter.get("receivedAt").asText());
        assertThat(new String(record.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
                .isEqualTo(TRACE);
        assertThat(door.post("v1/rejected/nowhere/replay", null, "").status()).isEqualTo(404);
    }

    @Test
    void shouldAskForAMendedEventWhereBytesAloneDoNotMakeOne() throws Exception {
        String subject = "b-" + UUID.randomUUID();
        door.post(
                "v1/events",
                "application/json",
                "{oops",
                "ce-specversion",
                "1.0",
                "ce-id",
                subject,
                "ce-source",
                "/s",
                "ce-type",
                type);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        door.get("v1/rejected?limit=1000").json().toString().contains(subject));
        String letter = null;
        for (JsonNode item : door.get("v1/rejected?limit=1000").json().get("items")) {
            if (item.path("eventId").asText().equals(subject)) {
                letter = item.get("id").asText();
            }
        }
        Door.Reply refused = door.post("v1/rejected/" + letter + "/replay", null, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").asText()).isEqualTo("not-replayable");
        Door.Reply mended = door.post(
                "v1/rejected/" + letter + "/replay",
                "application/json",
                "{}",
                "ce-specversion",
                "1.0",
                "ce-id",
                subject,
                "ce-source",
                "/s",
                "ce-type",
                type);
        assertThat(mended.status()).isEqualTo(202);
    }

    @Test
    void shouldListInPartsNewestFirst() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            lines.append("{\"id\":\"p")
                    .append(i)
                    .append("\",\"type\":\"")
                    .append(type)
                    .append("\"}\n");
        }
        door.post("v1/events", Door.LINES, lines.toString());
        letters("type=" + type, 25);
        Set<String> seen = new HashSet<>();
        String last = "9999";
        String next = "";
        int parts = 0;
        while (next != null) {
            JsonNode part = door.get("v1/rejected?limit=10&type=" + type + next).json();
            for (JsonNode item : part.get("items")) {
                seen.add(item.get("eventId").asText());
                assertThat(item.get("receivedAt").asText()).isLessThanOrEqualTo(last);
                last = item.get("receivedAt").asText();
            }
            next = part.get("next").isNull()
                    ? null
                    : "&after=" + part.get("next").asText();
            parts++;
        }
        assertThat(seen).hasSize(25);
        assertThat(parts).isEqualTo(3);
        assertThat(door.get("v1/rejected?code=no-such&type=" + type).json().get("items"))
                .isEmpty();
        assertThat(door.get("v1/rejected?from=2099-01-01T00:00:00Z").json().get("items"))
                .isEmpty();
        assertThat(door.get("v1/rejected?after=nonsense").status()).isEqualTo(400);
        assertThat(door.get("v1/rejected?limit=nonsense").status()).isEqualTo(400);
        assertThat(door.get("v1/rejected?from=yesterday").status()).isEqualTo(400);
        assertThat(door.get("v1/rejected/nowhere").status()).isEqualTo(404);
    }

    private JsonNode letters(String query, int count) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> door.get("v1/rejected?" + query).json().get("items"), items -> items.size() == count);
    }

    private List<ConsumerRecord<byte[], byte[]>> withId(String topic, String id) {
        return Door.records(broker.bootstrapServers(), topic).stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains("\"id\":\"" + id + "\""))
                .toList();
    }

    /** As readers tell events apart: by source and id. */
    private Set<String> identities(String topic, String subject) throws IOException {
        Set<String> found = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : Door.records(broker.bootstrapServers(), topic)) {
            JsonNode event = MessageCodec.mapper().readTree(record.value());
            if (event.path("subject").asText().equals(subject)) {
                found.add(event.get("source") + " " + event.get("id"));
                assertThat(MessageCodec.mapper().treeToValue(event.get("data"), Object.class))
                        .isNotNull();
            }
        }
        return found;
    }
}
