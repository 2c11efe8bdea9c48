package dev.pulso.processor.progress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How the query is doing right now; written by the supervisor and Spark's events, read by health and reports. */
public final class Vitals {
    /** What the query is doing. */
    public enum Phase {
        /** Starting and compiling itself. */
        WARMING,
        /** Counting, or waiting for something to count. */
        RUNNING,
        /** Stopped by a fault; will be started again. */
        RESTARTING,
        /** Told to end. */
        STOPPING
    }

    private volatile Phase phase = Phase.WARMING;
    private final AtomicLong lastHeardNanos;
    private final LongSupplier nanoClock;
    private final Duration stallAfter;
    private volatile boolean kafkaReachable;

    public Vitals(Duration stallAfter, LongSupplier nanoClock) {
        this.stallAfter = stallAfter;
        this.nanoClock = nanoClock;
        this.lastHeardNanos = new AtomicLong(nanoClock.getAsLong());
    }

    public synchronized void enter(Phase next) {
        phase = next;
        lastHeardNanos.set(nanoClock.getAsLong());
    }

    public Phase phase() {
        return phase;
    }

    /** The query is warm and has been started. */
    public void started() {
        heard();
    }

    /** A batch has ended or there was nothing to do. */
    synchronized void heard() {
        if (phase != Phase.STOPPING) {
            phase = Phase.RUNNING;
        }
        lastHeardNanos.set(nanoClock.getAsLong());
    }

    void kafkaReachable(boolean reachable) {
        kafkaReachable = reachable;
    }

    public boolean isKafkaReachable() {
        return kafkaReachable;
    }

    /** Whether the query runs and has been heard of lately. */
    public boolean isCounting() {
        return phase() == Phase.RUNNING && silence().compareTo(stallAfter) < 0;
    }

    /** Whether a fault has stopped the query or nothing is heard of it. Not while it is yet to be started. */
    public boolean isFailing() {
        return phase() == Phase.RESTARTING
                || (phase() == Phase.RUNNING && silence().compareTo(stallAfter) >= 0);
    }

    public Duration silence() {
        return Duration.ofNanos(nanoClock.getAsLong() - lastHeardNanos.get());
    }
}
