package dev.pulso.processor;

import dev.pulso.processor.health.HealthServer;
import dev.pulso.processor.progress.Progress;
import dev.pulso.processor.progress.Vitals;
import dev.pulso.processor.settings.Settings;
import dev.pulso.processor.stream.CountsFigures;
import dev.pulso.processor.stream.CountsQuery;
import dev.pulso.processor.stream.Session;
import dev.pulso.processor.stream.StateStores;
import dev.pulso.processor.stream.WarmUp;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the process together and takes it apart again. */
final class Processor {
    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);
    // Spark's own hook, which pulls the context from under a running batch, has 40; higher runs first.
    private static final int BEFORE_SPARK = 100;
    private static final Duration STORES_PATIENCE = Duration.ofSeconds(5);

    private Processor() {}

    /** Counts until a signal or a fault; returns the exit code. */
    static int run(Settings settings) throws Exception {
        Vitals vitals = new Vitals(settings.stallAfter(), System::nanoTime);
        Map<String, Vitals> sides = SideQueries.vitals(settings);
        try (JvmGcMetrics gc = new JvmGcMetrics()) {
            PrometheusMeterRegistry metrics = Meters.registry(gc);
            try (HealthServer health = HealthServer.start(settings.host(), settings.port(), vitals, sides, metrics)) {
                LOG.info("listening port={}", health.port());
                return count(settings, vitals, sides, metrics, health);
            }
        }
    }

    private static int count(
            Settings settings,
            Vitals vitals,
            Map<String, Vitals> sides,
            PrometheusMeterRegistry metrics,
            HealthServer health)
            throws Exception {
        SparkSession spark = Session.start(settings);
        CountsFigures counted = new CountsFigures(spark.sparkContext());
        try (Admin admin = Admin.create(client(settings));
                var producer = new KafkaProducer<>(
                        producerClient(settings), new ByteArraySerializer(), new ByteArraySerializer());
                Progress progress = new Progress(
                        CountsQuery.NAME,
                        admin,
                        producer,
                        vitals,
                        counted::rejectedRecords,
                        counted::stateRows,
                        counted::readIn,
                        Clock.systemUTC())) {
            Meters.bind(metrics, progress, vitals);
            Meters.bind(metrics, counted);
            WarmUp.run(spark, settings);
            spark.streams().addListener(progress.listener());
            Supervisor supervisor = new Supervisor(spark, settings, progress, vitals, counted);
            try (SideQueries slow = SideQueries.start(spark, settings, producer, sides, metrics);
                    Learning learning = Learning.start(spark, settings, metrics, health)) {
                ShutdownHookManager.get().addShutdownHook(() -> end(supervisor, learning, slow), BEFORE_SPARK);
                return supervisor.run();
            }
        }
    }

    private static void end(Supervisor supervisor, Learning learning, SideQueries slow) {
        supervisor.stop();
        learning.close();
        slow.close();
        try {
            StateStores.close(STORES_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> client(Settings settings) {
        Map<String, Object> client = settings.kafkaClient();
        client.putAll(Map.of("default.api.timeout.ms", 5_000, "request.timeout.ms", 4_000));
        return client;
    }

    private static Map<String, Object> producerClient(Settings settings) {
        // A report that cannot be sent now is stale later: fail fast, the next one tells more.
        Map<String, Object> client = settings.kafkaClient();
        client.putAll(Map.of(
                "max.block.ms", 2_000, "delivery.timeout.ms", 5_000, "request.timeout.ms", 4_000, "acks", "all"));
        return client;
    }
}
