package dev.pulso.ingest.schema;

import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.intake.Checks;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** No type has a schema. */
@Singleton
class NoSchemas implements Checks {
    @Override
    public Incoming check(Incoming event) {
        return event;
    }

    @Override
    public @Nullable String valueField(String type) {
        return null;
    }
}
