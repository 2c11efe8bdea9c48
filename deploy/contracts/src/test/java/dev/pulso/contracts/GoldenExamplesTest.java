package dev.pulso.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenExamplesTest {
    static Stream<String> all() {
        return Examples.names().stream();
    }

    static Stream<String> typed() {
        return Examples.typed().stream();
    }

    static Stream<Topic<?>> topics() {
        return Topics.TYPED.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldExistForEveryType(Topic<?> topic) {
        assertThat(Examples.namesOf(topic)).contains(topic.type() + ".json");
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldFitTheEnvelope(String name) {
        assertThat(Schemas.problems(Schemas.ENVELOPE, Examples.tree(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("typed")
    void shouldFitTheSchemaOfTheirType(String name) {
        JsonNode example = Examples.tree(name);
        String type = example.path("type").asText();

        assertThat(name).startsWith(type + ".");
        assertThat(Schemas.problems(type, example.path("data"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("typed")
    void shouldBeReadAndWrittenBackUnchanged(String name) throws InvalidMessageException {
        JsonNode example = Examples.tree(name);

        CloudEvent<?> event = MessageCodec.read(Examples.topicOf(example), Json.write(example));

        assertThat(Json.read(MessageCodec.write(event))).isEqualTo(example);
    }

    @Test
    void shouldReadAndWriteBackAnEventOfAnyType() throws InvalidMessageException {
        Topic<JsonNode> events = new Topic<>(Topics.EVENTS_NAME, "shop.order.placed.v1", JsonNode.class);
        JsonNode example = Examples.tree(Examples.FREE_FORM);

        CloudEvent<JsonNode> event = MessageCodec.read(events, Json.write(example));

        assertThat(Json.read(MessageCodec.write(event))).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("typed")
    void shouldBeReadWithFieldsOfALaterVersion(String name) {
        ObjectNode example = Examples.tree(name);
        example.put("later", 1);
        ((ObjectNode) example.path("data")).putObject("later").put("field", true);

        assertThatCode(() -> MessageCodec.read(Examples.topicOf(example), Json.write(example)))
                .doesNotThrowAnyException();
        assertThat(Schemas.problems(example.path("type").asText(), example.path("data")))
                .isEmpty();
    }

    /** A schema that promised less than the record demands would send writers into the dead letters. */
    @ParameterizedTest
    @MethodSource("typed")
    void shouldBeReadableWheneverTheSchemaAcceptsThem(String name) {
        JsonNode example = Examples.tree(name);
        Topic<?> topic = Examples.topicOf(example);
        for (JsonNode variant : variants(example)) {
            if (Schemas.problems(topic.type(), variant.path("data")).isEmpty()) {
                assertThatCode(() -> MessageCodec.read(topic, Json.write(variant)))
                        .as(variant.toString())
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pulso.post.v1.json, createdAt, false",
        "pulso.post.v1.update.json, createdAt, false",
        "pulso.post.v1.delete.json, observedAt, false",
        "pulso.post.v1.json, text, true"
    })
    void shouldNeedWhatTheOperationNeeds(String name, String field, boolean dispensable) {
        ObjectNode example = Examples.tree(name);
        ((ObjectNode) example.path("data")).remove(field);

        assertThat(Schemas.problems("pulso.post.v1", example.path("data")).isEmpty())
                .isEqualTo(dispensable);
        Throwable refusal = catchThrowable(() -> MessageCodec.read(Topics.POSTS, Json.write(example)));
        assertThat(refusal == null).isEqualTo(dispensable);
    }

    @ParameterizedTest
    @CsvSource({
        "createdAt, 2026-11-23T08:01:12+01:00",
        "createdAt, 2026-11-31T08:01:12Z",
        "createdAt, yesterday",
        "op, REPOST",
        "network, ''"
    })
    void shouldRefuseWhatReadersWouldTakeAmiss(String field, String value) {
        ObjectNode data = (ObjectNode) Examples.tree("pulso.post.v1.json").path("data");

        assertThat(Schemas.problems("pulso.post.v1", data.put(field, value))).isNotEmpty();
    }

    /** The example with each field of data left out, nulled and emptied in turn. */
    private static List<JsonNode> variants(JsonNode example) {
        List<JsonNode> variants = new ArrayList<>();
        example.path("data").fieldNames().forEachRemaining(field -> {
            ObjectNode without = example.deepCopy();
            ((ObjectNode) without.path("data")).remove(field);
            ObjectNode empty = example.deepCopy();
            ((ObjectNode) empty.path("data")).put(field, "");
            ObjectNode nulled = example.deepCopy();
            ((ObjectNode) nulled.path("data")).putNull(field);
            variants.addAll(List.of(without, empty, nulled));
        });
        return variants;
    }
}
