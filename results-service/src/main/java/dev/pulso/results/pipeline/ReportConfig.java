package dev.pulso.results.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this service tells about itself. */
@ConfigMapping(prefix = "pulso.report")
interface ReportConfig {
    /** Time between reports. */
    @WithDefault("PT2S")
    Duration every();

    /** Name of this replica, so that the reports of several stand side by side. */
    String instance();
}
