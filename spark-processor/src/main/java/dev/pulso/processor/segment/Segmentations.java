package dev.pulso.processor.segment;

import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definitions;
import dev.pulso.processor.segment.feature.ArchiveSource;
import dev.pulso.processor.segment.feature.EntitySource;
import dev.pulso.processor.segment.publish.Publisher;
import dev.pulso.processor.segment.registry.Registry;
import dev.pulso.processor.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Map<String, Definition> definitions;
    private final Path models;
    private final Trainer trainer;
    private final Publisher publisher;
    private final MeterRegistry metrics;
    private final Clock clock;
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

    Segmentations(
            SparkSession spark,
            Map<String, Definition> definitions,
            Path models,
            EntitySource source,
            Publisher publisher,
            MeterRegistry metrics,
            Clock clock) {
        this.spark = spark;
        this.definitions = Map.copyOf(definitions);
        this.models = models;
        this.trainer = new Trainer(spark, source, clock);
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Reads the definitions and looks from time to time which of them are due.
     *
     * @throws dev.pulso.processor.segment.definition.InvalidDefinitionException for the first file that is wrong
     */
    public static Segmentations start(SparkSession streaming, Settings settings, MeterRegistry metrics) {
        Segmentations segmentations = new Segmentations(
                LearningSession.of(streaming),
                Definitions.load(Path.of(settings.segments().definitions())),
                Path.of(settings.segments().models()),
                new ArchiveSource(settings.archive().directory()),
                new Publisher(settings.kafkaClient()),
                metrics,
                Clock.systemUTC());
        long check = settings.segments().check().toMillis();
        var unused = segmentations.worker.scheduleWithFixedDelay(
                segmentations::trainWhatIsDue, check, check, TimeUnit.MILLISECONDS);
        return segmentations;
    }

    /** Trains soon. */
    public Order train(String name) {
        Definition definition = definitions.get(name);
        if (definition == null) {
            return new Order.Unknown();
        }
        return order(name, () -> {
            Segmentation run = trainer.train(definition, registry(name));
            LOG.info("trained segmentation={} version={} verdict={}", name, run.version(), run.verdict());
        });
    }

    /** Lets an older version serve again: the one before the one that serves, if version is 0. */
    public Order rollback(String name, long version) {
        if (!definitions.containsKey(name)) {
            return new Order.Unknown();
        }
        Registry registry = registry(name);
        long serving = registry.serving().orElse(0);
        long target = version > 0
                ? version
                : registry.versions().stream()
                        .filter(each -> each < serving && registry.hasMembers(each))
                        .reduce(0L, Long::max);
        if (target == 0 || target == serving || !registry.versions().contains(target) || !registry.hasMembers(target)) {
            return new Order.Impossible(
                    target == serving ? "version " + target + " serves already" : "no such version ever served");
        }
        return order(name, () -> {
            Segmentation run = trainer.rollback(registry, target);
            LOG.info("rolled back segmentation={} to={} as={}", name, target, run.version());
        });
    }

    @Override
    public void close() {
        worker.shutdownNow();
        spark.sparkContext().cancelJobGroup(LearningSession.POOL);
        publisher.close();
    }

    private interface Work {
        void run() throws IOException;
    }

    private Order order(String name, Work work) {
        if (!ordered.add(name)) {
            return new Order.Busy();
        }
        worker.execute(() -> {
            ordered.remove(name);
            run(name, work);
        });
        return new Order.Taken();
    }

    void trainWhatIsDue() {
        definitions.forEach((name, definition) -> {
            tellWhatIsUntold(definition);
            if (isDue(definition, registry(name))) {
                // A schedule says nothing of too little data: it looks again at the next check.
                run(name, () -> trainer.trainIfEnough(definition, registry(name)));
            }
        });
    }

    private boolean isDue(Definition definition, Registry registry) {
        Duration schedule = definition.schedule();
        if (schedule == null) {
            return false;
        }
        Instant due = registry.last()
                .filter(run -> run.verdict() != Verdict.NOT_ENOUGH_DATA)
                .map(run -> run.finishedAt().plus(schedule))
                .orElse(Instant.MIN);
        return !clock.instant().isBefore(due);
    }

    /** A run that fails is loud and changes nothing. */
    private void run(String name, Work work) {
        Timer.Sample sample = Timer.start(metrics);
        try {
            spark.sparkContext().setLocalProperty("spark.scheduler.pool", LearningSession.POOL);
            spark.sparkContext().setJobGroup(LearningSession.POOL, name, true);
            work.run();
            tellWhatIsUntold(definition(name));
            sample.stop(metrics.timer("pulso.processor.training", "segmentation", name, "outcome", "done"));
        } catch (IOException | RuntimeException e) {
            LOG.error("training failed segmentation={}", name, e);
            sample.stop(metrics.timer("pulso.processor.training", "segmentation", name, "outcome", "failed"));
        }
    }

    private Definition definition(String name) {
        Definition definition = definitions.get(name);
        if (definition == null) {
            throw new IllegalStateException("no segmentation " + name);
        }
        return definition;
    }

    /** Versions that a crash, or Kafka's absence, kept from being told. */
    private void tellWhatIsUntold(Definition definition) {
        Registry registry = registry(definition.name());
        for (long version : registry.untold()) {
            Segmentation run = registry.run(version);
            publisher.publish(run, trainer.changes(registry, run, definition));
            registry.markTold(version);
        }
    }

    private Registry registry(String name) {
        return new Registry(models.resolve(name));
    }
}
