package dev.pulso.extractor.report;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.extractor.publish.PublishCounts;
import dev.pulso.extractor.publish.Publisher;
import dev.pulso.extractor.replay.ReplayService;
import dev.pulso.extractor.source.SourceService;
import dev.pulso.extractor.source.SourceState;
import dev.pulso.extractor.source.SourceView;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells every few seconds what the extractor does. A report that cannot be sent is dropped: the next one follows. */
@Singleton
class PipelineReporter {
    private static final Logger LOG = Logger.getLogger(PipelineReporter.class);
    private static final Set<SourceState> TROUBLE =
            EnumSet.of(SourceState.FAILED, SourceState.BACKING_OFF, SourceState.BUDGET_EXHAUSTED);
    private static final String COMPONENT = "twitter-extractor";

    private final Publisher publisher;
    private final PublishCounts counts;
    private final ReplayService replays;
    private final SourceService sources;
    private final Clock clock = Clock.systemUTC();
    private long lastAcknowledged;
    private Instant lastAt = clock.instant();

    PipelineReporter(Publisher publisher, PublishCounts counts, ReplayService replays, SourceService sources) {
        this.publisher = publisher;
        this.counts = counts;
        this.replays = replays;
        this.sources = sources;
    }

    @Scheduled(every = "${pulso.report.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void report() {
        PipelineReport report = measure();
        CloudEvent<PipelineReport> message = new CloudEvent<>(
                UUID.randomUUID().toString(),
                "/pulso/extractor",
                Topics.PIPELINE.type(),
                COMPONENT,
                report.at(),
                null,
                report);
        publisher
                .publish(Topics.PIPELINE, COMPONENT, message)
                .exceptionally(failure -> {
                    LOG.debugf("A report is dropped, cause=%s", failure);
                    return null;
                })
                .isDone();
    }

    private PipelineReport measure() {
        Instant now = clock.instant();
        long acknowledged = counts.postsAcknowledged();
        double seconds = Math.max(0.001, Duration.between(lastAt, now).toMillis() / 1000.0);
        double rate = (acknowledged - lastAcknowledged) / seconds;
        lastAcknowledged = acknowledged;
        lastAt = now;
        List<SourceView> all = sources.all();
        return new PipelineReport(
                COMPONENT,
                now,
                status(all),
                Map.of(
                        "postsPerSecond", rate,
                        "postsAcknowledged", (double) acknowledged,
                        "inFlightRecords", (double) counts.inFlight(),
                        "replaysRunning", (double) replays.runningNow()),
                sources.gaps(),
                all.stream()
                        .map(s -> new PipelineReport.SourceState(
                                s.id(), s.kind(), s.state().name(), s.cause()))
                        .toList());
    }

    private static PipelineReport.Status status(List<SourceView> all) {
        return all.stream().anyMatch(source -> TROUBLE.contains(source.state()))
                ? PipelineReport.Status.DEGRADED
                : PipelineReport.Status.UP;
    }
}
