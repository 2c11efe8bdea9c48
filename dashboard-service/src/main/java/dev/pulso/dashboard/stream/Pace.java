package dev.pulso.dashboard.stream;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When to send: the first change after a silence at once, then not more often than once per {@code rest}; and a
 * heartbeat now and then whether anything changed or not. Ticks run one after the other on one event loop.
 */
final class Pace implements AutoCloseable {
    interface Beat {
        void tick(boolean heartbeat);
    }

    private final Vertx vertx;
    private final Context loop;
    private final long restMillis;
    private final long heartbeatMillis;
    private final Beat beat;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean closed;
    private volatile long timer = -1;
    /** On the clock of {@link System#nanoTime()}; of the loop alone. */
    private long lastNanos;

    Pace(Vertx vertx, Duration rest, Duration heartbeat, Beat beat) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.restMillis = rest.toMillis();
        this.heartbeatMillis = heartbeat.toMillis();
        this.beat = beat;
        this.lastNanos = System.nanoTime() - rest.toNanos();
    }

    void start() {
        loop.runOnContext(run -> timer = vertx.setPeriodic(heartbeatMillis, id -> tick(true)));
    }

    /** Something has changed. May be called by any thread, and as often as it likes. */
    void changed() {
        if (!closed && waiting.compareAndSet(false, true)) {
            loop.runOnContext(run -> tickWhenRested());
        }
    }

    private void tickWhenRested() {
        long left = restMillis - (System.nanoTime() - lastNanos) / 1_000_000;
        if (left > 0) {
            vertx.setTimer(left, id -> tickForChange());
        } else {
            tickForChange();
        }
    }

    private void tickForChange() {
        // Before the tick: what changes while it runs asks for another one.
        waiting.set(false);
        tick(false);
    }

    private void tick(boolean heartbeat) {
        if (!closed) {
            lastNanos = System.nanoTime();
            beat.tick(heartbeat);
        }
    }

    @Override
    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }
}
