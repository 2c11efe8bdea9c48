package dev.pulso.ingest.publish;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The circuit breaker: open (away) from a failed look at the broker until a good one. A broker that has just
 * acknowledged something is not away, however slow its answer to the look was.
 */
final class BrokerWatch {
    private final long graceNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong lastAck;
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

    void looked(boolean answered) {
        if (answered) {
            away = false;
        } else if (nanoTime.getAsLong() - lastAck.get() > graceNanos) {
            away = true;
        }
    }
}
