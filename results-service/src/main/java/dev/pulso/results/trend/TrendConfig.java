package dev.pulso.results.trend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which trends are shown. */
@ConfigMapping(prefix = "pulso.trends")
interface TrendConfig {
    /** How long after its last message a trend is listed, by the broker's clock. */
    @WithDefault("P1D")
    Duration show();
}
