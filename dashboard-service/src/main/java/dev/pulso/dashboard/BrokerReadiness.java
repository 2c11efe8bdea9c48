package dev.pulso.dashboard;

import dev.pulso.dashboard.topics.ReaderState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the broker answers and what was in the topics at start has been read. */
@Readiness
@ApplicationScoped
class BrokerReadiness implements HealthCheck {
    private final Dashboard dashboard;

    BrokerReadiness(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Override
    public HealthCheckResponse call() {
        ReaderState state = dashboard.state();
        boolean connected = state.isConnected(Instant.now());
        return HealthCheckResponse.named("result topics")
                .status(connected && state.isCaughtUp())
                .withData("connected", connected)
                .withData("caughtUp", state.isCaughtUp())
                .build();
    }
}
