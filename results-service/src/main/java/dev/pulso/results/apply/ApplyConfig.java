package dev.pulso.results.apply;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deltas are applied. */
@ConfigMapping(prefix = "pulso.apply")
interface ApplyConfig {
    /** First pause after a failure; doubles from there. */
    @WithDefault("PT0.2S")
    Duration retryMin();

    /** Longest pause between two tries: the most that is lost when the database comes back. */
    @WithDefault("PT5S")
    Duration retryMax();

    /** Transactions that share a poll, by partition: while the database works for one, the other is read or published. */
    @WithDefault("2")
    int parallel();
}
