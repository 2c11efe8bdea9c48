package dev.pulso.processor.segment;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definitions;
import dev.pulso.processor.segment.feature.ArchiveSource;
import dev.pulso.processor.segment.feature.EntitySource;
import dev.pulso.processor.segment.publish.Publisher;
import dev.pulso.processor.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains segmentations, one at a time, when they are due and when somebody wants it, and tells what came of it. */
public final class Segmentations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Segmentations.class);

    private final SparkSession spark;
    private final Map<String, Learner> learners;
    private final Publisher publisher;
    private final MeterRegistry metrics;
    private final Set<String> ordered = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pulso-segmentation");
        thread.setDaemon(true);
        return thread;
    });

    /** What became of an order. */
    public sealed interface Order {
        record Taken() implements Order {}

        record Unknown() implements Order {}

        /** One is under way or waits; a second would bring nothing new. */
        record Busy() implements Order {}

        record Impossible(String reason) implements Order {}
    }

    private Segmentations(
            SparkSession spark, Map<String, Learner> learners, Publisher publisher, MeterRegistry metrics) {
        this.spark = spark;
        this.learners = Map.copyOf(learners);
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /**
     * Reads the definitions and looks from time to time what is new and which of them are due.
     *
     * @throws dev.pulso.processor.segment.definition.InvalidDefinitionException for the first file that is wrong
     */
    public static Segmentations start(SparkSession streaming, Settings settings, MeterRegistry metrics) {
        SparkSession spark = LearningSession.of(streaming);
        Map<String, Definition> definitions =
                Definitions.load(Path.of(settings.segments().definitions()));
        Publisher publisher = new Publisher(settings.kafkaClient());
        EntitySource source = new ArchiveSource(spark, settings.archive().directory());
        Path models = Path.of(settings.segments().models());
        Map<String, Learner> learners = new HashMap<>();
        definitions.forEach((name, definition) -> learners.put(
                name, new Learner(spark, definition, source, models.resolve(name), publisher, Clock.systemUTC())));
        Segmentations segmentations = new Segmentations(spark, learners, publisher, metrics);
        long check = settings.segments().check().toMillis();
        var unused =
                segmentations.worker.scheduleWithFixedDelay(segmentations::check, check, check, TimeUnit.MILLISECONDS);
        return segmentations;
    }

    /** Trains soon. */
    public Order train(String name) {
        Learner learner = learners.get(name);
        return learner == null ? new Order.Unknown() : order(learner, "train", learner::train);
    }

    /** Lets an older version serve again: the one before the one that serves, if version is 0. */
    public Order rollback(String name, long version) {
        Learner learner = learners.get(name);
        if (learner == null) {
            return new Order.Unknown();
        }
        long target = version > 0 ? version : learner.versionBefore();
        String obstacle = learner.obstacleTo(target);
        return obstacle == null
                ? order(learner, "rollback", () -> learner.rollback(target))
                : new Order.Impossible(obstacle);
    }

    /** Makes sure that nothing of an entity is learnt from or told from now on; what there is of it goes soon. */
    public Order erase(String name, String entity) {
        Learner learner = learners.get(name);
        if (learner == null) {
            return new Order.Unknown();
        }
        learner.erase(entity);
        worker.execute(() -> run(learner, "erase", learner::carryOutErasures));
        return new Order.Taken();
    }

    @Override
    public void close() {
        worker.shutdownNow();
        spark.sparkContext().cancelJobGroup(LearningSession.POOL);
        awaitWorker();
        learners.values().forEach(Learner::close);
        publisher.close();
    }

    /** The stores must not close under a run that still reads them. */
    private void awaitWorker() {
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("a training does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private Order order(Learner learner, String kind, Work work) {
        if (!ordered.add(learner.name())) {
            return new Order.Busy();
        }
        worker.execute(() -> {
            ordered.remove(learner.name());
            run(learner, kind, work);
        });
        return new Order.Taken();
    }

    private void check() {
        learners.values().forEach(learner -> run(learner, "check", learner::check));
    }

    /** What fails is loud and changes nothing. */
    private void run(Learner learner, String kind, Work work) {
        Timer.Sample sample = Timer.start(metrics);
        String outcome = "failed";
        try {
            spark.sparkContext().setLocalProperty("spark.scheduler.pool", LearningSession.POOL);
            spark.sparkContext().setJobGroup(LearningSession.POOL, learner.name(), true);
            work.run();
            outcome = "done";
        } catch (IOException | RuntimeException e) {
            LOG.error("failed segmentation={} work={}", learner.name(), kind, e);
        }
        sample.stop(metrics.timer(
                "pulso.processor.training", "segmentation", learner.name(), "work", kind, "outcome", outcome));
    }
}
