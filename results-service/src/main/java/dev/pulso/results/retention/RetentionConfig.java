package dev.pulso.results.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;

/**
 * How long counts are kept, and how finely. A day counts from its date or from when it was last written to, whichever is
 * later: a file of last year that is replayed today stays as long as today.
 */
@ConfigMapping(prefix = "pulso.retention")
interface RetentionConfig {
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

    /** The same for {@code hashtag}, {@code related} or {@code activity} alone; what is absent is as above. */
    @WithParentName
    Map<String, Own> kinds();

    /** What is different for one kind. */
    interface Own {
        Optional<Period> minutes();

        Optional<Period> hours();

        Optional<Period> days();
    }
}
