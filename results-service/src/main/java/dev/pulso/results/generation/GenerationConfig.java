package dev.pulso.results.generation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a newer generation takes over. */
@ConfigMapping(prefix = "pulso.generations")
interface GenerationConfig {
    /** How often a newer generation is looked after. */
    @WithDefault("PT1S")
    Duration every();

    /**
     * How long the processor must stay caught up before its generation is believed to be. Its first deltas arrive before
     * it commits the offsets they stand for; until then the group still has those of the generation before.
     */
    @WithDefault("PT5S")
    Duration settle();

    /** How far a post may be dated ahead of its arrival; widens what is carried over after data has aged out. */
    @WithDefault("PT1H")
    Duration skew();

    /** Rows of one step of carrying, clearing and publishing. */
    @WithDefault("2000")
    int stepRows();
}
