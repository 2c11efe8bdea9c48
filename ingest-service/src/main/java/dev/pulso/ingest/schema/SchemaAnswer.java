package dev.pulso.ingest.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a schema.
 *
 * @param changed false in a dry run, and if the very same schema was in force already
 * @param compatibility what it would have said to the newest accepted events of its type
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SchemaAnswer(
        String type,
        long version,
        @Nullable String valueField,
        Instant updatedAt,
        boolean changed,
        Compatibility compatibility) {}
