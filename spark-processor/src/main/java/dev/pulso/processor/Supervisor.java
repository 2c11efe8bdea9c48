package dev.pulso.processor;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.pulso.processor.progress.CommittedPlace;
import dev.pulso.processor.progress.Progress;
import dev.pulso.processor.progress.Vitals;
import dev.pulso.processor.progress.Vitals.Phase;
import dev.pulso.processor.settings.Settings;
import dev.pulso.processor.stream.Checkpoint;
import dev.pulso.processor.stream.CountsFigures;
import dev.pulso.processor.stream.CountsQuery;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the query running: starts it again after a fault of its surroundings, gives up at a fault of its own. */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_DAMAGED = 2;

    private final SparkSession spark;
    private final Settings settings;
    private final Progress progress;
    private final Vitals vitals;
    private final CountsFigures figures;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable StreamingQuery query;
    private volatile int exitCode;
    // Used by the thread of run() only.
    private int damaged;

    Supervisor(SparkSession spark, Settings settings, Progress progress, Vitals vitals, CountsFigures figures) {
        this.spark = spark;
        this.settings = settings;
        this.progress = progress;
        this.vitals = vitals;
        this.figures = figures;
    }

    /** Runs until told to stop, or until something has happened that only a new process gets over. Returns the exit code. */
    int run() {
        RetryPolicy<Object> again = RetryPolicy.builder()
                .handleIf(fault -> !stopping() && (Faults.isPassing(fault) || Faults.isDamagedState(fault)))
                .withBackoff(1, 60, ChronoUnit.SECONDS)
                .withMaxRetries(-1)
                .onFailedAttempt(attempt -> failed(attempt.getLastException()))
                .build();
        try (ClockWatch clock = ClockWatch.start(this::giveUp);
                TaskDeaths deaths = TaskDeaths.watch(this::giveUp)) {
            Failsafe.with(again).run(this::runOnce);
            return exitCode;
        } catch (RuntimeException e) {
            if (stopping()) {
                return exitCode;
            }
            LOG.error("query given up, state is safe in the checkpoint", e);
            return 1;
        } finally {
            ended.countDown();
        }
    }

    /** Lets the batch at hand finish, if it is quick, and ends {@link #run()}. An unfinished batch is done again later. */
    void stop() {
        vitals.enter(Phase.STOPPING);
        StreamingQuery running = query;
        try {
            if (running != null) {
                long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
                while (running.status().isTriggerActive() && System.nanoTime() < deadline) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                running.stop();
            }
            if (!ended.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the query did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("the query did not stop in time");
        }
    }

    /** Stops, so that whoever supervises the process starts it again. */
    private void giveUp() {
        exitCode = 1;
        stop();
    }

    private void runOnce() throws Exception {
        if (stopping()) {
            return;
        }
        Checkpoint checkpoint = Checkpoint.open(
                settings.checkpoint(), CountsQuery.NAME, spark.sparkContext().hadoopConfiguration(), Clock.systemUTC());
        progress.startFrom(checkpoint.generation(), CommittedPlace.of(spark, checkpoint.directory()));
        StreamingQuery started = CountsQuery.start(spark, settings, checkpoint, figures);
        query = started;
        vitals.started();
        LOG.info("query started query={} checkpoint={}", checkpoint.queryName(), checkpoint.directory());
        try {
            started.awaitTermination();
        } catch (StreamingQueryException e) {
            judge(e, checkpoint);
            throw e;
        }
    }

    /** State that cannot be read twice in a row will never be: everything is counted again, as with a lost checkpoint. */
    private void judge(StreamingQueryException fault, Checkpoint checkpoint) throws IOException {
        damaged = Faults.isDamagedState(fault) ? damaged + 1 : 0;
        if (damaged >= MOST_DAMAGED) {
            damaged = 0;
            checkpoint.abandon(spark.sparkContext().hadoopConfiguration(), Clock.systemUTC());
        }
    }

    private boolean stopping() {
        return vitals.phase() == Phase.STOPPING;
    }

    private void failed(@Nullable Throwable fault) {
        if (!stopping()) {
            vitals.enter(Phase.RESTARTING);
            LOG.warn("query stopped fault={}", Faults.describe(fault));
        }
    }
}
