package dev.pulso.results.fact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How trends, segmentations and members are kept. */
@ConfigMapping(prefix = "pulso.facts")
interface FactConfig {
    /** First pause after a failure; doubles from there. */
    @WithDefault("PT0.2S")
    Duration retryMin();

    /** Longest pause between two tries: the most that is lost when the database comes back. */
    @WithDefault("PT5S")
    Duration retryMax();
}
