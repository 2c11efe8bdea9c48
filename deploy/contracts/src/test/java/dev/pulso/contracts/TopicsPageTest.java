package dev.pulso.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/topics.md} and {@code asyncapi.yaml} together. {@code mvn -pl deploy/contracts test
 * -Dtest=TopicsPageTest -Dpulso.test.jvm.args=-Dpulso.docs.write=true} writes the page anew.
 */
class TopicsPageTest {
    private static final Path PAGE = Path.of("../../docs/topics.md");
    private static final String HEAD = """
            # Topics

            Made from [`asyncapi.yaml`](../deploy/contracts/asyncapi.yaml) by `TopicsPageTest`; change it there. Every message is one
            CloudEvent in JSON with the record header `content-type: application/cloudevents+json`.

            | topic | key | message | from | to | partitions | kept |
            |---|---|---|---|---|---|---|
            """;

    @Test
    void shouldSayWhatTheDescriptionSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("pulso.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private static String page() throws IOException {
        JsonNode api = new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());
        Map<String, TopicSettings> settings =
                TopicSettings.fromAsyncApi().stream().collect(Collectors.toMap(TopicSettings::name, each -> each));
        List<String> lines = new ArrayList<>();
        List<String> meanings = new ArrayList<>();
        api.path("channels").fields().forEachRemaining(channel -> {
            String topic = channel.getKey();
            String message = channel.getValue().path("messages").fieldNames().next();
            JsonNode described = api.path("components").path("messages").path(message);
            lines.add("| `%s` | `%s` | %s | %s | %s | %d | %s |"
                    .formatted(
                            topic,
                            described
                                    .at("/bindings/kafka/key/description")
                                    .asText()
                                    .replace("|", "\\|"),
                            schema(message),
                            services(api, topic, "send"),
                            services(api, topic, "receive"),
                            settings.get(topic).partitions(),
                            kept(settings.get(topic).configs())));
            meanings.add("* `%s`: %s"
                    .formatted(
                            topic,
                            channel.getValue().path("description").asText().strip()));
        });
        return HEAD + String.join("\n", lines) + "\n\n" + String.join("\n", meanings) + "\n";
    }

    private static String schema(String message) {
        return message.startsWith("pulso.")
                ? "[`%1$s`](../deploy/contracts/schemas/%1$s.json)".formatted(message)
                : "any type";
    }

    private static String services(JsonNode api, String topic, String action) {
        TreeSet<String> names = new TreeSet<>();
        api.path("operations").forEach(operation -> {
            boolean same = operation.at("/channel/$ref").asText().equals("#/channels/" + topic);
            if (same && operation.path("action").asText().equals(action)) {
                operation.path("tags").forEach(tag -> names.add(tag.path("name").asText()));
            }
        });
        return String.join(", ", names);
    }

    private static String kept(Map<String, String> configs) {
        String compacted = configs.getOrDefault("cleanup.policy", "").contains("compact") ? "latest per key" : "";
        String retention = configs.containsKey("retention.ms")
                ? Duration.ofMillis(Long.parseLong(configs.get("retention.ms"))).toDays() + " d"
                : "";
        return compacted.isEmpty() || retention.isEmpty() ? compacted + retention : compacted + ", " + retention;
    }
}
