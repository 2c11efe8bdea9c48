package dev.pulso.ingest.schema;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Red until all schemas have been read once: before that, events would pass unchecked. */
@Readiness
@Singleton
class SchemaReadiness implements HealthCheck {
    private final LiveSchemas live;

    SchemaReadiness(LiveSchemas live) {
        this.live = live;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schemas").status(live.ready()).build();
    }
}
