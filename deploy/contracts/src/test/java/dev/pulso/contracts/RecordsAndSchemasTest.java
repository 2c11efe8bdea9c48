package dev.pulso.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsAndSchemasTest {
    private static final Map<Type, String> JSON_TYPES = Map.of(
            String.class, "string",
            long.class, "integer",
            Long.class, "integer",
            double.class, "number",
            Double.class, "number",
            BigDecimal.class, "number",
            boolean.class, "boolean",
            Boolean.class, "boolean");

    static Stream<Topic<?>> topics() {
        return Topics.TYPED.stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldAgreeInEveryField(Topic<?> topic) {
        JsonNode schema = Schemas.tree(topic.type());

        assertThat(differences("", schema, schema, topic.dataClass())).isEmpty();
        assertThat(schema.path("$id").asText()).isEqualTo("urn:pulso:schema:" + topic.type());
        assertThat(Schemas.problemsOfSchema(schema)).isEmpty();
    }

    @Test
    void shouldAgreeInTheEnvelope() {
        JsonNode schema = Schemas.tree(Schemas.ENVELOPE);
        List<String> written = new ArrayList<>(List.of("specversion", "datacontenttype"));
        Arrays.stream(CloudEvent.class.getRecordComponents()).forEach(each -> written.add(each.getName()));

        assertThat(names(schema.path("properties"))).containsExactlyInAnyOrderElementsOf(written);
        assertThat(Schemas.problemsOfSchema(schema)).isEmpty();
    }

    private static List<String> differences(String at, JsonNode root, JsonNode schema, Class<?> record) {
        List<String> differences = new ArrayList<>();
        List<String> components = new ArrayList<>();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (RecordComponent component : record.getRecordComponents()) {
            String here = at + "/" + component.getName();
            JsonNode property = schema.path("properties").path(component.getName());
            components.add(component.getName());
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && required.contains(component.getName())) {
                differences.add(here + " may be null in the record and is required in the schema");
            }
            if (component.getType().isPrimitive() && !required.contains(component.getName())) {
                differences.add(here + " cannot be absent in the record, the schema does not require it");
            }
            if (property.path("description").asText().isBlank()) {
                differences.add(here + " has no description");
            }
            differences.addAll(typeDifferences(here, root, property, component.getGenericType()));
        }
        if (!components.containsAll(names(schema.path("properties")))
                || !names(schema.path("properties")).containsAll(components)) {
            differences.add(at + " has " + names(schema.path("properties")) + ", the record " + components);
        }
        return differences;
    }

    private static List<String> typeDifferences(String at, JsonNode root, JsonNode property, Type type) {
        if (type instanceof ParameterizedType generic) {
            boolean list = generic.getRawType() == List.class;
            Type element = generic.getActualTypeArguments()[list ? 0 : 1];
            List<String> differences = mismatch(at, property, list ? "array" : "object");
            differences.addAll(
                    typeDifferences(at + "/*", root, property.path(list ? "items" : "additionalProperties"), element));
            return differences;
        }
        if (type == Instant.class) {
            JsonNode target = root.at(property.path("$ref").asText("#/none").substring(1));
            return mismatchOf(at, "date-time", target.path("format").asText());
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return mismatchOf(
                    at,
                    Arrays.toString(raw.getEnumConstants()),
                    texts(property.path("enum")).toString());
        }
        if (raw.isRecord()) {
            List<String> differences = mismatch(at, property, "object");
            differences.addAll(differences(at, root, property, raw));
            return differences;
        }
        return raw == JsonNode.class ? List.of() : mismatch(at, property, JSON_TYPES.get(raw));
    }

    private static List<String> mismatch(String at, JsonNode property, String expected) {
        return mismatchOf(at, expected, property.path("type").asText());
    }

    private static List<String> mismatchOf(String at, String expected, String actual) {
        return new ArrayList<>(
                actual.equals(expected)
                        ? List.of()
                        : List.of(at + " is " + expected + " in the record, '" + actual + "' in the schema"));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
