package dev.pulso.ingest.intake;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/** Makes the time that requests take a histogram, which can be added up over replicas. */
@Singleton
class LatencyBuckets {
    /** In milliseconds. From a post that needs one round to the broker to a file of minutes. */
    private static final double[] BOUNDS = {2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000};

    @Produces
    @Singleton
    MeterFilter buckets() {
        DistributionStatisticConfig bounds = DistributionStatisticConfig.builder()
                .serviceLevelObjectives(DoubleStream.of(BOUNDS)
                        .map(millis -> millis * Duration.ofMillis(1).toNanos())
                        .toArray())
                .build();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests") ? bounds.merge(config) : config;
            }
        };
    }
}
