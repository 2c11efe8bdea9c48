package dev.pulso.extractor.source;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the stored sources have been read: before that none of them runs. */
@Readiness
class SourcesReadiness implements HealthCheck {
    private final SourceService sources;

    SourcesReadiness(SourceService sources) {
        this.sources = sources;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sources loaded")
                .status(sources.isLoaded())
                .build();
    }
}
