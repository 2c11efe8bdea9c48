package dev.pulso.contracts.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of an event type ({@code pulso.event-schema.v1}). Key: the event type.
 *
 * @param type CloudEvents {@code type} it describes
 * @param version grows with every change
 * @param schema JSON Schema 2020-12 of {@code data}
 * @param valueField JSON pointer into {@code data} of the number that {@code valueSum} adds up, if there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventSchema(
        String type,
        long version,
        JsonNode schema,
        @Nullable String valueField,
        Instant updatedAt) {
    public EventSchema {
        Require.notEmpty(type, "type");
        Require.notNull(schema, "schema");
        Require.notNull(updatedAt, "updatedAt");
    }
}
