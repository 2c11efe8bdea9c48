package dev.pulso.results.pipeline;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.results.publish.Outgoing;
import dev.pulso.results.publish.PublicationFailedException;
import dev.pulso.results.publish.Publications;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Tells every few seconds what the store does. A report that cannot be sent is dropped: the next one follows. */
@ApplicationScoped
class PipelineReporter {
    private static final Logger LOG = Logger.getLogger(PipelineReporter.class);
    private static final int SECONDS_TO_ANSWER = 2;

    private final Publications publications;
    private final MeterRegistry meters;
    private final DataSource dataSource;
    private final Clock clock;
    private final String component;
    private Totals last;

    /** Counters since the start of this process. */
    private record Totals(Instant at, double applied, double batches, double busyMillis) {}

    PipelineReporter(
            Publications publications, MeterRegistry meters, DataSource dataSource, Clock clock, ReportConfig config) {
        this.publications = publications;
        this.meters = meters;
        this.dataSource = dataSource;
        this.clock = clock;
        this.component = "results-service/" + config.instance();
        this.last = totals();
    }

    @Scheduled(every = "{pulso.report.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void report() {
        PipelineReport report = measure();
        CloudEvent<PipelineReport> message = new CloudEvent<>(
                UUID.randomUUID().toString(),
                "/pulso/results-service",
                Topics.PIPELINE.type(),
                component,
                report.at(),
                null,
                report);
        try {
            publications.publish(List.of(new Outgoing(Topics.PIPELINE.name(), component, message)));
        } catch (PublicationFailedException e) {
            LOG.debugf("report=dropped reason=%s", e.getMessage());
        }
    }

    private PipelineReport measure() {
        Totals before = last;
        Totals now = totals();
        last = now;
        double seconds = Math.max(1, Duration.between(before.at(), now.at()).toMillis()) / 1_000.0;
        double batches = now.batches() - before.batches();
        return new PipelineReport(
                component,
                now.at(),
                storeAnswers() ? PipelineReport.Status.UP : PipelineReport.Status.DOWN,
                Map.of(
                        "deltasPerSecond",
                        (now.applied() - before.applied()) / seconds,
                        "batchMillis",
                        batches == 0 ? 0 : (now.busyMillis() - before.busyMillis()) / batches,
                        "deltasApplied",
                        now.applied()),
                List.of(),
                List.of());
    }

    private Totals totals() {
        double applied = meters.find("pulso.deltas.applied").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        Timer apply = meters.timer("pulso.deltas.apply");
        return new Totals(clock.instant(), applied, apply.count(), apply.totalTime(TimeUnit.MILLISECONDS));
    }

    private boolean storeAnswers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException e) {
            LOG.debugf("store=away state=%s", e.getSQLState());
            return false;
        }
    }
}
