package dev.pulso.results.segment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where segmentations are trained. */
@ConfigMapping(prefix = "pulso.processor")
interface ProcessorConfig {
    /** Address of spark-processor. Environment: {@code PULSO_PROCESSOR_URL}. */
    @WithDefault("http://127.0.0.1:8084")
    URI url();

    /** File with the key it wants to see. Environment: {@code PULSO_ORDERS_KEY_FILE}. */
    Optional<Path> keyFile();

    /** How long it may take to answer; it answers before it trains. */
    @WithDefault("PT20S")
    Duration timeout();
}
