package dev.pulso.ingest.schema;

import dev.pulso.contracts.schema.EventSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the list of schemas, by type. {@code next} is the value of {@code after} for the part behind it. */
record SchemaPage(List<EventSchema> items, @Nullable String next) {
    SchemaPage {
        items = List.copyOf(items);
    }
}
