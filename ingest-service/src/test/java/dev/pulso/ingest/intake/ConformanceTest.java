package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The conformance suite of CloudEvents, and noise, over HTTP against a real broker. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class ConformanceTest {
    private static final Path SUITE =
            Path.of(System.getProperty("pulso.shared.data", "none"), "conformance", "cloudevents-conformance");

    @TestHTTPResource
    URI base;

    KafkaBroker broker;

    private Door door;

    @BeforeEach
    void open() {
        door = Door.open(base);
    }

    @Test
    void shouldReadTheRequestsOfTheHttpBinding() throws Exception {
        List<String> requests = requests();
        assertThat(requests).hasSizeGreaterThanOrEqualTo(2);
        for (String request : requests) {
            int gap = request.indexOf("\n\n");
            List<String> headers = new ArrayList<>();
            String contentType = "";
            for (String line : request.substring(0, gap).lines().skip(1).toList()) {
                String name = line.substring(0, line.indexOf(':')).strip();
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (name.startsWith("ce-")) {
                    headers.addAll(List.of(name, value));
                } else if (name.equals("Content-Type")) {
                    contentType = value;
                }
            }
            Door.Reply reply =
                    door.post("v1/events", contentType, request.substring(gap + 2), headers.toArray(String[]::new));
            JsonNode event = accepted(reply);
            assertThat(event.get("id").asText()).isEqualTo("1234-1234-1234");
            assertThat(event.get("specversion").asText()).isEqualTo("1.0");
            assertThat(event.get("type").asText()).isEqualTo("com.example.someevent");
            assertThat(event.get("source").asText()).isEqualTo("/mycontext/subcontext");
            assertThat(event.get("time").asText()).isEqualTo("2018-04-05T03:56:24Z");
            assertThat(event.get("datacontenttype").asText())
                    .isEqualTo(headers.isEmpty() ? "application/json" : contentType);
            assertThat(event.at("/data/message").asText()).isEqualTo("Hello World!");
        }
    }

    @Test
    void shouldCarryTheEventsOfTheSuiteInBothModes() throws Exception {
        for (JsonNode sample : samples()) {
            ObjectNode event = (ObjectNode) sample.get("ContextAttributes").deepCopy();
            JsonNode extensions = event.remove("Extensions");
            if (extensions != null) {
                extensions
                        .fields()
                        .forEachRemaining(one ->
                                event.put(one.getKey(), one.getValue().asText().strip()));
            }
            event.put("specversion", "1.0");
            String contentType = event.path("datacontenttype").asText("application/json");
            boolean json = contentType.contains("json");
            String data = sample.get("Data").asText();

            List<String> headers = new ArrayList<>();
            event.fields().forEachRemaining(one -> {
                if (!one.getKey().equals("datacontenttype")) {
                    headers.addAll(List.of("ce-" + one.getKey(), one.getValue().asText()));
                }
            });
            JsonNode binary = accepted(door.post("v1/events", contentType, data, headers.toArray(String[]::new)));
            same(event, binary);
            if (json) {
                event.set("data", MessageCodec.mapper().readTree(data));
                assertThat(binary.get("data")).isEqualTo(event.get("data"));
            } else {
                event.put("data", data);
                assertThat(
                                binary.has("data")
                                        ? binary.get("data").asText()
                                        : new String(binary.get("data_base64").binaryValue(), StandardCharsets.UTF_8))
                        .isEqualTo(data);
            }
            JsonNode structured = accepted(door.post("v1/events", Door.STRUCTURED, event.toString()));
            same(event, structured);
            assertThat(structured.get("data")).isEqualTo(event.get("data"));
        }
    }

    @Test
    void shouldAnswerNoiseWithFourHundreds() {
        long seed = System.nanoTime();
        System.out.println("noise with seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 120; i++) {
            byte[] body = new byte[random.nextInt(400) + 1];
            random.nextBytes(body);
            for (String type : List.of(
                    Door.STRUCTURED,
                    "application/cloudevents-batch+json",
                    "text/csv",
                    "application/xml",
                    "a/b;c=d;e")) {
                assertThat(door.send("POST", "v1/events?type=t&source=/s", type, body)
                                .status())
                        .as("%s, seed %d, body %d", type, seed, i)
                        .isBetween(200, 499);
            }
            Door.Reply lines = door.send("POST", "v1/events", Door.LINES, beside(body, i));
            assertThat(lines.status()).isIn(202, 207);
            assertThat(lines.json().get("accepted").asInt()).isGreaterThanOrEqualTo(2);
        }
        assertThat(door.get("q/health/ready").status()).isEqualTo(200);
    }

    private static byte[] beside(byte[] noise, int number) {
        byte[] before = (Door.event("n" + number, "noise", "1") + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] after = ("\n" + Door.event("m" + number, "noise", "1")).getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[before.length + noise.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(noise, 0, all, before.length, noise.length);
        System.arraycopy(after, 0, all, before.length + noise.length, after.length);
        return all;
    }

    private JsonNode accepted(Door.Reply reply) throws IOException {
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record = Door.record(
                broker.bootstrapServers(), Topics.EVENTS_NAME, reply.json().at("/results/0"));
        assertThat(new String(record.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
                .isEqualTo(Door.STRUCTURED);
        return MessageCodec.mapper().readTree(record.value());
    }

    private static void same(ObjectNode sent, JsonNode received) {
        sent.fields().forEachRemaining(one -> {
            if (!one.getKey().equals("data")) {
                assertThat(received.get(one.getKey())).as(one.getKey()).isEqualTo(one.getValue());
            }
        });
    }

    private static List<JsonNode> samples() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        List<JsonNode> samples = new ArrayList<>();
        if (!Files.isDirectory(SUITE)) {
            System.out.println("no shared data: one event of our own instead of the suite");
            samples.add(MessageCodec.mapper()
                    .valueToTree(Map.of(
                            "ContextAttributes", Map.of("id", "1", "source", "/s", "type", "t"), "Data", "{\"a\":1}")));
            return samples;
        }
        for (String file : List.of("v1.yaml", "v1.0/v1_minimum.yaml")) {
            yaml.readerFor(JsonNode.class)
                    .<JsonNode>readValues(SUITE.resolve("yaml").resolve(file).toFile())
                    .forEachRemaining(samples::add);
        }
        samples.removeIf(sample -> !sample.has("ContextAttributes"));
        assertThat(samples).hasSizeGreaterThan(6);
        return samples;
    }

    /** The requests in the quoted blocks of the feature file, for each content type of its tables. */
    private static List<String> requests() throws IOException {
        Path file = SUITE.resolve("features").resolve("http-protocol-binding.feature");
        String binary = "POST /x HTTP/1.1\nce-specversion: 1.0\nce-type: com.example.someevent\n"
                + "ce-time: 2018-04-05T03:56:24Z\nce-id: 1234-1234-1234\nce-source: /mycontext/subcontext\n"
                + "Content-Type: application/json\n\n{\"message\":\"Hello World!\"}";
        if (!Files.exists(file)) {
            System.out.println("no shared data: a request of our own instead of the suite");
            return List.of(binary, binary);
        }
        List<String> found = new ArrayList<>();
        for (String scenario : Files.readString(file).split("Scenario Outline:")) {
            int from = scenario.indexOf("\"\"\"");
            if (from < 0) {
                continue;
            }
            String request = scenario.substring(from + 3, scenario.indexOf("\"\"\"", from + 3))
                    .stripIndent()
                    .strip();
            scenario.substring(scenario.indexOf("Examples:"))
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("|") && line.contains("/"))
                    .map(line -> line.replace("|", "").strip())
                    .forEach(type -> found.add(request.replace("<contentType>", type)));
        }
        return found;
    }
}
