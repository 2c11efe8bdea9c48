package dev.pulso.dashboard.topics;

import java.time.Duration;
import java.time.Instant;

/** How the reader is doing, for health and for the page. Written by its thread, read by others. */
public final class ReaderState {
    /** Three missed looks at the topics: then it is not a slow answer any more. */
    private static final Duration AWAY_AFTER = Duration.ofSeconds(15);

    private volatile boolean caughtUp;
    private volatile Instant lastSeen = Instant.EPOCH;

    void caughtUp() {
        caughtUp = true;
    }

    void seen(Instant at) {
        lastSeen = at;
    }

    void away() {
        lastSeen = Instant.EPOCH;
    }

    /** True once everything that was in the topics at start has been read. Stays true. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** True while the broker answers. */
    public boolean isConnected(Instant now) {
        return lastSeen.plus(AWAY_AFTER).isAfter(now);
    }
}
