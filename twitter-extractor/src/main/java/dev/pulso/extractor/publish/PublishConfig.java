package dev.pulso.extractor.publish;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the producer. */
@ConfigMapping(prefix = "pulso.publish")
public interface PublishConfig {
    /** Posts a replay or a source may have on the way before it waits. */
    @WithDefault("2000")
    int maxInFlight();

    /** How much of a refused record goes along with its rejection. */
    @WithDefault("4K")
    MemorySize rejectedRaw();

    /** Wait before a post that the broker could not take is tried again. */
    @WithDefault("500ms")
    Duration retryDelay();

    /** How long the producer collects posts into one batch. */
    @WithDefault("5ms")
    Duration linger();

    /** How long a stop waits for what is in flight. */
    @WithDefault("5s")
    Duration closeTimeout();
}
