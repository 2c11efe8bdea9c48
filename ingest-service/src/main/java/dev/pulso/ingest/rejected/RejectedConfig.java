package dev.pulso.ingest.rejected;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Dead letters. */
@ConfigMapping(prefix = "pulso.rejected")
interface RejectedConfig {
    /** How many of the newest dead letters can be browsed, about 0.5 KB each. Older ones stay in the topic. */
    @WithDefault("50000")
    int keep();
}
