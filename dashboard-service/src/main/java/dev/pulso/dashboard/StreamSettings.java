package dev.pulso.dashboard;

import dev.pulso.dashboard.stream.StreamConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the stream is sent, see {@link StreamConfig}. */
@ConfigMapping(prefix = "pulso.stream")
interface StreamSettings {
    /** Time between two sendings at least; the first change after a silence goes out at once. */
    @WithDefault("100ms")
    Duration tick();

    @WithDefault("5s")
    Duration heartbeat();

    /** Streams open at once; one more is refused with 503. */
    @WithDefault("6000")
    int maxClients();

    /** A client that takes nothing for so long is let go. */
    @WithDefault("60s")
    Duration stallTimeout();

    /** Bytes in flight to a client before it counts as slow. */
    @WithDefault("65536")
    int writeQueueBytes();

    /** Rows in one change event. */
    @WithDefault("1000")
    int itemsPerEvent();

    default StreamConfig toConfig() {
        return new StreamConfig(tick(), heartbeat(), maxClients(), stallTimeout(), writeQueueBytes(), itemsPerEvent());
    }
}
