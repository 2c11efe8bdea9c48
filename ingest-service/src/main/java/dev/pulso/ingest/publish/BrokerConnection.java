package dev.pulso.ingest.publish;

import dev.pulso.contracts.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Holds the producer, warms it up, and looks at the broker again and again. */
@Startup
@Singleton
class BrokerConnection {
    private static final Logger LOG = Logger.getLogger(BrokerConnection.class);
    private static final List<String> TOPICS =
            List.of(Topics.EVENTS_NAME, Topics.REJECTED.name(), Topics.SCHEMAS.name());
    private static final long JUDGE_MILLIS = 50;
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(6);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaClientMetrics producerMetrics;
    private final Admin admin;
    private final BrokerWatch watch;
    private final EventPublisher publisher;
    private final long probeMillis;
    private final ScheduledExecutorService prober =
            Executors.newScheduledThreadPool(2, work -> new Thread(work, "broker-watch"));
    private final List<ScheduledFuture<?>> probing;

    BrokerConnection(
            PublishConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            MeterRegistry meters) {
        this.probeMillis = config.probeInterval().toMillis();
        NativeLz4.load();
        this.producer = new KafkaProducer<>(producerConfig(config, broker));
        this.producerMetrics = new KafkaClientMetrics(producer);
        Map<String, Object> admin = new HashMap<>(broker);
        admin.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200");
        this.admin = Admin.create(admin);
        this.watch = new BrokerWatch(config.probeInterval().multipliedBy(3), System::nanoTime);
        this.publisher = new EventPublisher(producer, watch, config);
        Gauge.builder("pulso.ingest.in.flight", publisher, EventPublisher::bytesInFlight)
                .baseUnit("bytes")
                .register(meters);
        producerMetrics.bindTo(meters);
        this.probing = List.of(
                prober.scheduleWithFixedDelay(this::look, 0, probeMillis, TimeUnit.MILLISECONDS),
                // A look may take a second; the verdict must not wait for the next one.
                prober.scheduleWithFixedDelay(this::judge, JUDGE_MILLIS, JUDGE_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Produces
    @Singleton
    EventPublisher publisher() {
        return publisher;
    }

    @PreDestroy
    void close() {
        probing.forEach(task -> task.cancel(true));
        prober.shutdownNow();
        producerMetrics.close();
        // Requests have drained by now (quarkus.shutdown.timeout); this flushes what they no longer wait for.
        producer.close(CLOSE_DEADLINE);
        admin.close(Duration.ZERO);
    }

    private void look() {
        if (watch.looked(answers())) {
            LOG.info("the broker is there");
        }
    }

    private void judge() {
        if (publisher.giveUpIfLost()) {
            LOG.warn("the broker is away");
        }
    }

    private boolean answers() {
        try {
            admin.describeCluster().clusterId().get(2 * probeMillis, TimeUnit.MILLISECONDS);
            // Throws at once while metadata is missing, but has it fetched: the warm-up that max.block.ms=0 needs.
            TOPICS.forEach(producer::partitionsFor);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        }
    }

    private static Map<String, Object> producerConfig(PublishConfig config, Map<String, Object> broker) {
        int delivery = (int) config.deliveryTimeout().toMillis();
        Map<String, Object> settings = new HashMap<>(broker);
        settings.putAll(Map.ofEntries(
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                // Dead letters carry an event in base64, a third larger than it was.
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024),
                // Compression makes the buffer's use hard to foretell: twice what may be in flight never runs out.
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * config.maxInFlight()),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0),
                Map.entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, (int)
                        Duration.ofDays(1).toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery - 500),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200)));
        return settings;
    }
}
