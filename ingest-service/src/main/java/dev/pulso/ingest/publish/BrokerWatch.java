package dev.pulso.ingest.publish;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The circuit breaker: open (away) once a look at the broker has failed and nothing has been acknowledged for a while,
 * until a good look. A broker that has just acknowledged something is not away, however slow its answer to a look is.
 */
final class BrokerWatch {
    private final long graceNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong lastAck;
    private volatile boolean failing = true;
    private volatile boolean away = true;

    BrokerWatch(Duration grace, LongSupplier nanoTime) {
        this.graceNanos = grace.toNanos();
        this.nanoTime = nanoTime;
        this.lastAck = new AtomicLong(nanoTime.getAsLong() - graceNanos - 1);
    }

    boolean away() {
        return away;
    }

    void acknowledged() {
        lastAck.set(nanoTime.getAsLong());
    }

    /** @return whether the broker has come back by this look */
    boolean looked(boolean answered) {
        failing = !answered;
        boolean back = answered && away;
        if (back) {
            away = false;
        }
        return back;
    }

    /** Whether it is time to {@link #open}. */
    boolean lost() {
        return !away && failing && nanoTime.getAsLong() - lastAck.get() > graceNanos;
    }

    void open() {
        away = true;
    }
}
