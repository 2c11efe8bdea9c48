package dev.pulso.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {
    private static JsonNode api;

    @BeforeAll
    static void read() throws IOException {
        api = new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());
    }

    static Stream<Topic<?>> topics() {
        return Topics.TYPED.stream();
    }

    @Test
    void shouldDescribeTheTopicsOfTheRegistryAndNoOther() {
        List<String> topics = new ArrayList<>(List.of(Topics.EVENTS_NAME));
        Topics.TYPED.forEach(topic -> topics.add(topic.name()));

        assertThat(names(api.path("channels"))).containsExactlyInAnyOrderElementsOf(topics);
        for (String topic : topics) {
            JsonNode channel = api.path("channels").path(topic);
            assertThat(channel.path("address").asText()).isEqualTo(topic);
            assertThat(channel.at("/bindings/kafka/topic").asText()).isEqualTo(topic);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldNameTheMessageAndItsSchema(Topic<?> topic) {
        JsonNode messages = api.path("channels").path(topic.name()).path("messages");
        assertThat(names(messages)).containsExactly(topic.type());
        assertThat(messages.path(topic.type()).path("$ref").asText())
                .isEqualTo("#/components/messages/" + topic.type());

        JsonNode message = api.path("components").path("messages").path(topic.type());
        assertThat(message.path("name").asText()).isEqualTo(topic.type());
        assertThat(message.path("contentType").asText()).isEqualTo(CloudEvent.CONTENT_TYPE);
        JsonNode envelope = message.at("/payload/schema/allOf/0");
        JsonNode body = message.at("/payload/schema/allOf/1/properties");
        assertThat(envelope.path("$ref").asText()).isEqualTo("schemas/cloudevent.json");
        assertThat(body.at("/type/const").asText()).isEqualTo(topic.type());
        assertThat(body.at("/data/$ref").asText()).isEqualTo("schemas/" + topic.type() + ".json");
    }

    /** The description of a key spells out how {@code key()} joins the fields of data. */
    @ParameterizedTest
    @MethodSource("topics")
    void shouldDescribeTheKeyTheRecordMakes(Topic<?> topic) throws Exception {
        String described = keyOf(topic);
        for (String name : Examples.namesOf(topic)) {
            JsonNode example = Examples.tree(name);
            Object data = MessageCodec.read(topic, Json.write(example)).data();
            Optional<Method> key = Arrays.stream(data.getClass().getMethods())
                    .filter(method -> method.getName().equals("key"))
                    .findAny();
            if (key.isPresent()) {
                String separator = described.contains(":") ? ":" : "|";
                String joined = Arrays.stream(described.split("[:|]"))
                        .map(field -> example.path("data").path(field).asText())
                        .collect(Collectors.joining(separator));
                assertThat(key.get().invoke(data)).isEqualTo(joined);
            } else if (topic != Topics.REJECTED) {
                assertThat(example.path("data").path(described).asText()).isNotEmpty();
            }
        }
    }

    @Test
    void shouldResolveEveryReference() {
        for (JsonNode reference : api.findValues("$ref")) {
            String target = reference.asText();
            if (target.startsWith("#")) {
                assertThat(api.at(target.substring(1)).isMissingNode())
                        .as(target)
                        .isFalse();
            } else {
                assertThat(Path.of(target)).exists();
            }
        }
    }

    @Test
    void shouldHaveASenderAndAReceiverForEveryTopic() {
        for (String action : List.of("send", "receive")) {
            List<String> used = new ArrayList<>();
            api.path("operations").fields().forEachRemaining(operation -> {
                if (operation.getKey().contains("." + action + ".")) {
                    String channel = operation.getValue().at("/channel/$ref").asText();
                    assertThat(operation.getValue().path("action").asText()).isEqualTo(action);
                    assertThat(operation.getKey()).endsWith(channel.substring("#/channels/".length()));
                    used.add(channel.substring("#/channels/".length()));
                }
            });
            List<String> unused = new ArrayList<>(names(api.path("channels")));
            unused.removeAll(used);
            assertThat(unused).as("topics nobody " + action + "s").isEmpty();
        }
    }

    @Test
    void shouldTellHowToCreateTheTopics() {
        Map<String, TopicSettings> settings =
                TopicSettings.fromAsyncApi().stream().collect(Collectors.toMap(TopicSettings::name, each -> each));

        assertThat(settings.keySet()).containsExactlyInAnyOrderElementsOf(names(api.path("channels")));
        assertThat(settings.get("pulso.posts"))
                .isEqualTo(new TopicSettings(
                        "pulso.posts",
                        4,
                        (short) 1,
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", "604800000",
                                "message.timestamp.type", "LogAppendTime")));
        assertThat(settings.get("pulso.hashtags").configs()).containsEntry("cleanup.policy", "compact,delete");
        assertThat(settings.get("pulso.sources").partitions()).isOne();
        assertThat(settings.get("pulso.sources").withReplicas(3).replicas()).isEqualTo((short) 3);
    }

    private static String keyOf(Topic<?> topic) {
        return api.path("components")
                .path("messages")
                .path(topic.type())
                .at("/bindings/kafka/key/description")
                .asText();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
