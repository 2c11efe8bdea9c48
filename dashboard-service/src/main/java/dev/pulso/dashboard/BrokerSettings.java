package dev.pulso.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** Where the buffer is. */
@ConfigMapping(prefix = "kafka.bootstrap")
interface BrokerSettings {
    /** Kafka bootstrap servers. */
    @WithName("servers")
    String servers();
}
