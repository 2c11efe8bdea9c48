package dev.pulso.ingest.problem;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Counts requests that were refused as a whole, by the code of the problem. */
@Singleton
public class ProblemMeter {
    private final MeterRegistry registry;

    ProblemMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    @ServerResponseFilter
    public void count(ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            count(problem);
        }
    }

    public void count(Problem problem) {
        registry.counter("pulso.ingest.refused", "code", problem.code()).increment();
    }
}
