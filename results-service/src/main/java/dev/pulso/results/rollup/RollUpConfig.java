package dev.pulso.results.rollup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the sums of hours and days are made. Answers are right at any time; sums make them quick. */
@ConfigMapping(prefix = "pulso.rollups")
interface RollUpConfig {
    /** How often it is looked whether there is something to sum. */
    @WithDefault("PT1S")
    Duration every();

    /** How long nobody must have written to an hour or a day. */
    @WithDefault("PT5S")
    Duration settle();

    /** After so long it is summed although somebody still writes. */
    @WithDefault("PT1M")
    Duration longest();
}
