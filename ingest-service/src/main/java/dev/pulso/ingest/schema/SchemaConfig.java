package dev.pulso.ingest.schema;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Schemas of event types. */
@ConfigMapping(prefix = "pulso.schemas")
interface SchemaConfig {
    /** Largest schema, in bytes. */
    @WithDefault("262144")
    int maxBytes();

    /** Whether {@code format} is checked; JSON Schema 2020-12 takes it as a remark unless told otherwise. */
    @WithDefault("false")
    boolean formatAssertions();

    /** How many of the newest accepted events of a type a changed schema is tried on. */
    @WithDefault("1000")
    int compatibilityEvents();

    /** How many records of {@code pulso.events} are read at most to find them. */
    @WithDefault("200000")
    int compatibilityScan();

    /** The longest that search takes. */
    @WithDefault("5s")
    Duration compatibilityTimeout();
}
