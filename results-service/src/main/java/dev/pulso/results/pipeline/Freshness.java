package dev.pulso.results.pipeline;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures what users wait for: every few seconds, how long it takes until everything that had been acknowledged at the
 * start of a probe is in the answers of this API. An upper bound for the delay of each single record at that moment.
 * It needs no data of its own and no clock but this one.
 */
@ApplicationScoped
class Freshness {
    private static final Logger LOG = Logger.getLogger(Freshness.class);

    /** Long enough to see the end as it comes; a probe that takes longer goes on with the next call. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PipelineState pipeline;
    private final Clock clock;
    private final Timer delays;
    private volatile Duration last = Duration.ZERO;
    private volatile @Nullable Instant begun;

    Freshness(PipelineState pipeline, Clock clock, MeterRegistry meters) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.delays = Timer.builder("pulso.freshness")
                .description("From acknowledged by Kafka to answered by this API, one measurement a probe")
                .serviceLevelObjectives(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60))
                .register(meters);
        Gauge.builder("pulso.freshness.age", this, each -> each.age().toMillis() / 1_000.0)
                .description("The last delay, or how long the present probe has been waiting if that is longer")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(every = "{pulso.freshness.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void probe() {
        Instant start = begun;
        if (start == null) {
            start = clock.instant();
            begun = start;
        }
        if (caughtUp()) {
            last = Duration.between(start, clock.instant());
            begun = null;
            delays.record(last);
        }
    }

    private boolean caughtUp() {
        try {
            return pipeline.look(PATIENCE).caughtUp();
        } catch (RuntimeException e) {
            // The database is away, which is told elsewhere; the probe goes on waiting.
            LOG.debugf("freshness=unknown reason=%s", e.toString());
            return false;
        }
    }

    Duration age() {
        Instant start = begun;
        Duration waiting = start == null ? Duration.ZERO : Duration.between(start, clock.instant());
        return waiting.compareTo(last) > 0 ? waiting : last;
    }
}
