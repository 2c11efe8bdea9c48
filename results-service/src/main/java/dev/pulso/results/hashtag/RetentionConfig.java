package dev.pulso.results.hashtag;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/**
 * How long hashtag counts are kept, and how finely. A day counts from its date or from when it was last written to,
 * whichever is later: a file of last year that is replayed today stays as long as today.
 */
@ConfigMapping(prefix = "pulso.retention")
interface RetentionConfig {
    /** Deltas stay on their topic for two days; one that comes again must find the row it was added to. */
    int SHORTEST_DAYS = 8;

    /** Days by the minute, with example posts; afterwards by the hour. */
    @WithDefault("P90D")
    Period minutes();

    /** Days by the hour; afterwards as one sum. */
    @WithDefault("P400D")
    Period hours();

    /** Days at all; for ever if absent. */
    Optional<Period> days();

    /** How often it is looked for days to thin. */
    @WithDefault("PT1H")
    Duration every();
}
