package dev.pulso.dashboard.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Figures of the stream. */
final class StreamMeters {
    private final AtomicInteger clients;
    private final Counter writes;
    private final Counter bytes;
    private final Counter conflated;
    private final Counter behind;
    private final Counter gaps;
    private final Counter resumed;
    private final Counter stalled;
    private final Counter lost;
    private final Counter refused;

    StreamMeters(MeterRegistry registry) {
        clients = registry.gauge("pulso.stream.clients", new AtomicInteger());
        writes = registry.counter("pulso.stream.writes");
        bytes = registry.counter("pulso.stream.bytes");
        conflated = registry.counter("pulso.stream.conflated");
        behind = registry.counter("pulso.stream.behind");
        gaps = registry.counter("pulso.stream.gaps");
        resumed = registry.counter("pulso.stream.resumed");
        stalled = registry.counter("pulso.stream.stalled");
        lost = registry.counter("pulso.stream.lost");
        refused = registry.counter("pulso.stream.refused");
    }

    /** Counts a client in, unless there are as many as there may be. */
    boolean admit(int limit) {
        if (clients.incrementAndGet() > limit) {
            clients.decrementAndGet();
            refused.increment();
            return false;
        }
        return true;
    }

    void left() {
        clients.decrementAndGet();
    }

    int clients() {
        return clients.get();
    }

    void sent(int size) {
        writes.increment();
        bytes.increment(size);
    }

    void conflated(int values) {
        conflated.increment(values);
    }

    double conflatedSoFar() {
        return conflated.count();
    }

    void fellBehind() {
        behind.increment();
    }

    void gap() {
        gaps.increment();
    }

    void resumed() {
        resumed.increment();
    }

    void stalled() {
        stalled.increment();
    }

    void lost() {
        lost.increment();
    }
}
