package dev.pulso.extractor.source;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.extractor.publish.BrokerAwayException;
import dev.pulso.extractor.publish.KafkaPublisher;
import dev.pulso.extractor.publish.Outbox;
import dev.pulso.extractor.publish.PublishConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The sources of this process, from its start to its stop. */
@Singleton
public class SourceService {
    private static final Logger LOG = Logger.getLogger(SourceService.class);

    private final Sources sources;
    private final SourceConfig config;
    private final Thread loading = new Thread(this::load, "sources-load");

    SourceService(
            SourceConfig config,
            PublishConfig publishing,
            @All List<SourceKind> kinds,
            KafkaPublisher publisher,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics) {
        this.config = config;
        this.sources = new Sources(
                kinds.stream().collect(Collectors.toMap(SourceKind::name, Function.identity())),
                new KafkaSourceStore(kafka, publisher),
                () -> new Outbox(publisher, publishing.maxInFlight(), publishing.retryDelay()),
                Backoff.doubling(config.firstBackoff(), config.longestBackoff()),
                new LiveRejections(Math.toIntExact(publishing.rejectedRaw().asLongValue()), Clock.systemUTC()),
                config.stopTimeout(),
                Gaps.in(config.directory().resolve("gaps.json")),
                Clock.systemUTC());
        metrics.gauge("pulso.sources.streaming", sources, SourceService::streaming);
    }

    /** In the background: the service must come up, and say why it is not ready, while the broker is away. */
    void start(@Observes StartupEvent event) {
        loading.setDaemon(true);
        loading.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loading.interrupt();
        sources.shutDown();
    }

    private void load() {
        List<SourceDefinition> configured = config.configured().entrySet().stream()
                .map(e -> new SourceDefinition(
                        e.getKey(), e.getValue().kind(), e.getValue().settings(), false))
                .toList();
        try {
            while (!sources.isLoaded()) {
                try {
                    sources.load(configured);
                    LOG.infof("Sources are loaded, count=%d", sources.all().size());
                } catch (BrokerAwayException e) {
                    LOG.warnf("The stored sources cannot be read yet, cause=%s", e.getCause());
                    Thread.sleep(config.firstBackoff().toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double streaming(Sources sources) {
        return sources.all().stream()
                .filter(source -> source.state() == SourceState.STREAMING)
                .count();
    }

    Sources sources() {
        return sources;
    }

    boolean isLoaded() {
        return sources.isLoaded();
    }

    public List<SourceView> all() {
        return sources.all();
    }

    /** Known losses, newest last. */
    public List<Gap> gaps() {
        return sources.gaps();
    }
}
