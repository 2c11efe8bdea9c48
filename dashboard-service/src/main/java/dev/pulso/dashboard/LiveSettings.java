package dev.pulso.dashboard;

import dev.pulso.dashboard.live.LiveConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the live state in memory, see {@link LiveConfig}. */
@ConfigMapping(prefix = "pulso.live")
interface LiveSettings {
    /** How far back in event time a minute of counts is live: an hour, and what movements look back on. */
    @WithDefault("70m")
    Duration horizon();

    /** The same for trends and pipeline reports. */
    @WithDefault("24h")
    Duration trendHorizon();

    /** Live rows of a view; beyond it the oldest go first. */
    @WithDefault("100000")
    int maxKeysPerView();

    /** Recent changes kept for clients that come back. */
    @WithDefault("100000")
    int ringChanges();

    /** Bytes of those. */
    @WithDefault("33554432")
    long ringBytes();

    /** How often new or re-created topics are looked for. */
    @WithDefault("5s")
    Duration topicCheck();

    default LiveConfig toConfig() {
        return new LiveConfig(horizon(), trendHorizon(), maxKeysPerView(), ringChanges(), ringBytes());
    }
}
