package dev.pulso.bench.bursts;

import dev.pulso.bench.bursts.Stream.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Watches uses of hashtags and keeps a list of what trends. */
interface Detector {
    String name();

    /** Time between two looks. */
    Duration every();

    /**
     * Takes what was used since the last look.
     *
     * @return what trends now, best first
     */
    List<String> look(List<Use> uses, Instant now);
}
