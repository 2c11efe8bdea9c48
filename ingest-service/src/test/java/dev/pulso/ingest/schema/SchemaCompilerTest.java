package dev.pulso.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.schema.EventSchema;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventReaders;
import dev.pulso.ingest.event.Incoming;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCompilerTest {
    private final SchemaCompiler compiler = new SchemaCompiler(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"nonsense\"}",
                "{\"properties\":[]}",
                "[]",
                "7",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
                "{\"$ref\":\"https://example.com/other.json\"}",
                "{\"$ref\":\"classpath:application.properties\"}",
                "{\"$ref\":\"file:///etc/passwd\"}",
                "{\"$ref\":\"#/$defs/nowhere\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/nowhere\"}}}",
                "{\"$ref\":\"#\"}",
                "{\"pattern\":\"(\"}",
                "{\"x-pulso-value\":7}",
                "{\"x-pulso-value\":\"amount\"}",
                "{\"x-pulso-value\":\"\"}"
            })
    void shouldRefuseWhatIsNoUsableSchema(String document) {
        assertThatThrownBy(() -> compiler.compile(json(document))).isInstanceOf(UnusableSchemaException.class);
    }

    @Test
    void shouldApplyKeywordsOf202012() {
        assertThat(violation("{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false}", "[\"a\"]"))
                .isEmpty();
        assertThat(violation("{\"prefixItems\":[{\"type\":\"string\"}],\"items\":false}", "[\"a\",1]"))
                .hasValueSatisfying(error -> assertThat(error.pointer()).startsWith("/data"));
        String dynamic = "{\"$id\":\"urn:tree\",\"$dynamicAnchor\":\"node\",\"type\":\"object\",\"properties\":"
                + "{\"next\":{\"$dynamicRef\":\"#node\"}},\"unevaluatedProperties\":false}";
        assertThat(violation(dynamic, "{\"next\":{\"next\":{}}}")).isEmpty();
        assertThat(violation(dynamic, "{\"next\":{\"other\":1}}")).isPresent();
        assertThat(violation("{\"minimum\":0}", "-0.01")).isPresent();
        assertThat(violation("{\"format\":\"email\"}", "\"none\"")).isEmpty();
        assertThat(violation("false", "{}")).isPresent();
    }

    @Test
    void shouldCheckFormatsOnlyIfTold() {
        JsonNode schema = json("{\"format\":\"date-time\"}");
        assertThat(new SchemaCompiler(true).compile(schema).validate(json("\"yesterday\"")))
                .hasSize(1);
    }

    @Test
    void shouldPointAtTheValueThatFails() {
        String schema = "{\"properties\":{\"a/b\":{\"items\":{\"properties\":{\"n\":{\"type\":\"number\"}}}}}}";
        assertThat(violation(schema, "{\"a/b\":[{\"n\":1},{\"n\":\"x\"}]}"))
                .hasValueSatisfying(error -> assertThat(error.pointer()).isEqualTo("/data/a~1b/1/n"));
    }

    @Test
    void shouldSurviveHostileData() {
        String tree = "{\"$id\":\"urn:t\",\"items\":{\"$ref\":\"#\"}}";
        assertThat(violation("{\"multipleOf\":0.1}", "1E999999999")).isPresent();
        assertThat(violation("{\"type\":\"integer\"}", "[1E-999999999]")).isPresent();
        assertThat(violation("{}", "{\"a\":1,\"a\":2}")).isPresent();
        // Either verdict is fine; it must be one.
        violation(tree, "[".repeat(900) + "]".repeat(900));
    }

    private Optional<EventError> violation(String schema, String data) {
        try {
            TypeSchema type = new TypeSchema(
                    new EventSchema("t", 1, json(schema), null, Instant.EPOCH), compiler.compile(json(schema)));
            String event =
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":" + data + "}";
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            Incoming read = EventReaders.structured(new ByteArrayInputStream(bytes), bytes.length)
                    .next();
            return Optional.ofNullable(type.violation((Incoming.Good) read));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MessageCodec.mapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
