package dev.pulso.ingest.publish;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Red while the broker is away: send events to another replica. */
@Readiness
@jakarta.inject.Singleton
class BrokerReadiness implements HealthCheck {
    private final EventPublisher publisher;

    BrokerReadiness(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker").status(!publisher.away()).build();
    }
}
