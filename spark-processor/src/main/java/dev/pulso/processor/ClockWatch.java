package dev.pulso.processor;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when the clock is set back. Spark's triggers and Kafka's clients wait by the time of day, so they would stand still
 * for as long as it was set back, an hour for an hour; a process that is started anew goes on at once.
 */
final class ClockWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    /** What a correction by NTP makes of it is waited for. */
    private static final Duration BORNE = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(ClockWatch::thread);
    private final LongSupplier millis;
    private final LongSupplier nanos;
    private final Runnable onSetBack;

    // Used by the thread of the clock only, after the constructor.
    private long ahead;

    private ClockWatch(LongSupplier millis, LongSupplier nanos, Runnable onSetBack) {
        this.millis = millis;
        this.nanos = nanos;
        this.onSetBack = onSetBack;
        this.ahead = ahead();
    }

    /** @param onSetBack runs on a thread of its own each time the clock is set back */
    static ClockWatch start(Runnable onSetBack) {
        ClockWatch watch = of(System::currentTimeMillis, System::nanoTime, onSetBack);
        var unused = watch.clock.scheduleWithFixedDelay(
                watch::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    /** One that looks only when it is told to. */
    static ClockWatch of(LongSupplier millis, LongSupplier nanos, Runnable onSetBack) {
        return new ClockWatch(millis, nanos, onSetBack);
    }

    void look() {
        long now = ahead();
        long back = ahead - now;
        ahead = now;
        if (back > BORNE.toMillis()) {
            LOG.error("the clock was set back, starting anew millis={}", back);
            onSetBack.run();
        }
    }

    /** Milliseconds the time of day is ahead of the time that only passes. */
    private long ahead() {
        return millis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "pulso-clock");
        thread.setDaemon(true);
        return thread;
    }
}
