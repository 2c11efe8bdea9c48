package dev.pulso.ingest.spool;

import dev.pulso.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the spool, if one is configured, and tells how it stands. */
@Startup
@Singleton
class SpoolLifecycle {
    private static final Logger LOG = Logger.getLogger(SpoolLifecycle.class);

    private final EventPublisher publisher;
    private final @Nullable Spool spool;
    private final @Nullable Forwarder forwarder;

    /** @throws IOException if the folder cannot be used */
    SpoolLifecycle(SpoolConfig config, EventPublisher publisher, MeterRegistry meters) throws IOException {
        this.publisher = publisher;
        Path folder = config.dir().orElse(null);
        if (folder == null) {
            spool = null;
            forwarder = null;
            return;
        }
        Clock clock = Clock.systemUTC();
        Spool opened = new Spool(SegmentLog.open(folder, config.segmentBytes()), config.maxBytes(), clock);
        spool = opened.start();
        if (opened.isWaiting()) {
            LOG.infof("%d records wait in %s to be forwarded", opened.waiting(), folder);
        }
        forwarder = new Forwarder(opened, publisher).start();
        register(opened, forwarder, clock, meters);
    }

    private static void register(Spool spool, Forwarder forwarder, Clock clock, MeterRegistry meters) {
        FunctionCounter.builder("pulso.ingest.spooled", spool, Spool::spooled).register(meters);
        FunctionCounter.builder("pulso.ingest.spool.forwarded", forwarder, Forwarder::forwarded)
                .register(meters);
        FunctionCounter.builder("pulso.ingest.spool.refused", forwarder, Forwarder::refused)
                .register(meters);
        Gauge.builder("pulso.ingest.spool", spool, Spool::bytes)
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("pulso.ingest.spool.waiting", spool, Spool::waiting).register(meters);
        Gauge.builder(
                        "pulso.ingest.spool.oldest",
                        forwarder,
                        one -> one.oldestMillis() < 0 ? 0 : (clock.millis() - one.oldestMillis()) / 1000.0)
                .baseUnit("seconds")
                .register(meters);
    }

    @Produces
    @Singleton
    Delivery delivery() {
        return new Delivery(publisher, spool);
    }

    /** Red while events can go nowhere: send them to another replica. */
    @Produces
    @Readiness
    @Singleton
    HealthCheck broker() {
        return () -> {
            boolean away = publisher.away();
            HealthCheckResponseBuilder answer = HealthCheckResponse.named("broker")
                    .status(!away || (spool != null && !spool.isFull()))
                    .withData("broker", away ? "away" : "there");
            if (spool != null) {
                answer.withData("spoolWaiting", spool.waiting()).withData("spoolBytes", spool.bytes());
            }
            return answer.build();
        };
    }

    @PreDestroy
    void close() throws IOException {
        if (forwarder != null) {
            forwarder.close();
        }
        if (spool != null) {
            spool.close();
        }
    }
}
