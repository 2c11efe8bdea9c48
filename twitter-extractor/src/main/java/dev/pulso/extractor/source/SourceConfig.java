package dev.pulso.extractor.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Settings of the supervision of sources, and sources given by configuration. */
@ConfigMapping(prefix = "pulso.sources")
public interface SourceConfig {
    /** Wait after the first failure of a source; doubles with each. */
    @WithDefault("1s")
    Duration firstBackoff();

    /** Longest wait between two attempts. */
    @WithDefault("5m")
    Duration longestBackoff();

    /** How long a stopped source may take to end. */
    @WithDefault("5s")
    Duration stopTimeout();

    /** Where known losses are kept. */
    @WithDefault(".pulso/sources")
    Path directory();

    /** Sources by id, made at the start unless the topic already knows the id. */
    Map<String, Configured> configured();

    /** A source given by configuration. */
    interface Configured {
        String kind();

        Map<String, String> settings();
    }
}
