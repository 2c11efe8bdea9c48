package dev.pulso.processor;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.pulso.processor.progress.Vitals;
import dev.pulso.processor.progress.Vitals.Phase;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a slow query running beside the counting one. Whatever befalls it, the counting goes on and health says so. */
final class SideQuery {
    private static final Logger LOG = LoggerFactory.getLogger(SideQuery.class);

    private final String name;
    private final Duration delay;
    private final Vitals vitals;
    private final Starter starter;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable StreamingQuery query;

    /** Starts the query. */
    interface Starter {
        StreamingQuery start() throws Exception;
    }

    /** @param delay time before the first start: the counting query has the processor to itself while it warms up */
    SideQuery(String name, Duration delay, Vitals vitals, Starter starter) {
        this.name = name;
        this.delay = delay;
        this.vitals = vitals;
        this.starter = starter;
    }

    void start() {
        Thread thread = new Thread(this::run, "pulso-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the query at once; a batch at hand is done again after the next start. */
    void stop() {
        vitals.enter(Phase.STOPPING);
        stopping.countDown();
        StreamingQuery running = query;
        try {
            if (running != null) {
                running.stop();
            }
        } catch (TimeoutException e) {
            LOG.warn("the query did not stop in time query={}", name);
        }
    }

    private void run() {
        try {
            if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            RetryPolicy<Object> again = RetryPolicy.builder()
                    .handleIf(fault -> !isStopping())
                    .withBackoff(2, 300, ChronoUnit.SECONDS)
                    .withMaxRetries(-1)
                    .onFailedAttempt(attempt -> failed(attempt.getLastException()))
                    .build();
            Failsafe.with(again).run(this::runOnce);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!isStopping()) {
                LOG.error("query given up query={}", name, e);
            }
        }
    }

    private void runOnce() throws Exception {
        if (isStopping()) {
            return;
        }
        StreamingQuery started = starter.start();
        query = started;
        vitals.started();
        LOG.info("query started query={}", name);
        if (isStopping()) {
            started.stop();
        }
        started.awaitTermination();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void failed(@Nullable Throwable fault) {
        if (!isStopping()) {
            vitals.enter(Phase.RESTARTING);
            LOG.warn("query stopped query={} fault={}", name, Faults.describe(fault));
        }
    }
}
