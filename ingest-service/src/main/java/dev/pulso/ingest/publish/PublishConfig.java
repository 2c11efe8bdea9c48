package dev.pulso.ingest.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events reach the broker. */
@ConfigMapping(prefix = "pulso.publish")
public interface PublishConfig {
    /** Bytes sent and not yet acknowledged, over all requests. Requests wait, then ask for a retry. */
    @WithDefault("33554432")
    int maxInFlight();

    /** The longest a request waits for room among the bytes in flight. */
    @WithDefault("1500ms")
    Duration roomTimeout();

    /** Time between two looks at the broker, and the longest one look takes is twice that. */
    @WithDefault("500ms")
    Duration probeInterval();

    /** What Kafka's producer may take over one record, retries included. */
    @WithDefault("5s")
    Duration deliveryTimeout();
}
