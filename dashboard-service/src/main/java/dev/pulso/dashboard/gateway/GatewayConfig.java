package dev.pulso.dashboard.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The services behind {@code /v1}. */
@ConfigMapping(prefix = "pulso.gateway")
public interface GatewayConfig {
    @WithDefault("http://127.0.0.1:8083")
    URI resultsUrl();

    @WithDefault("http://127.0.0.1:8082")
    URI extractorUrl();

    @WithDefault("http://127.0.0.1:8081")
    URI ingestUrl();

    /**
     * File with the key this service shows to the others, which must have every role it passes on. Callers' own
     * credentials then stay here. Without it an Authorization header is passed on as it came.
     */
    Optional<Path> keyFile();

    /** How long a connection to a service may take to open. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long a service may keep silent: before its answer, and within it. */
    @WithDefault("30s")
    Duration idleTimeout();
}
