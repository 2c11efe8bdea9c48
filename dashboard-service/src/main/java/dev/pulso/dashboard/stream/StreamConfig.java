package dev.pulso.dashboard.stream;

import java.time.Duration;

/**
 * How the stream is sent.
 *
 * @param tick time between two sendings at least: what changes meanwhile is sent together
 * @param heartbeat time between heartbeats
 * @param maxClients streams open at once
 * @param stallTimeout a client that takes nothing for so long is let go
 * @param writeQueueBytes bytes in flight to a client before it counts as slow
 * @param itemsPerEvent rows in one change event
 */
public record StreamConfig(
        Duration tick,
        Duration heartbeat,
        int maxClients,
        Duration stallTimeout,
        int writeQueueBytes,
        int itemsPerEvent) {
    public StreamConfig {
        atLeastOne(tick.toMillis(), "pulso.stream.tick in milliseconds");
        atLeastOne(heartbeat.toMillis(), "pulso.stream.heartbeat in milliseconds");
        atLeastOne(stallTimeout.toMillis(), "pulso.stream.stall-timeout in milliseconds");
        atLeastOne(maxClients, "pulso.stream.max-clients");
        atLeastOne(writeQueueBytes, "pulso.stream.write-queue-bytes");
        atLeastOne(itemsPerEvent, "pulso.stream.items-per-event");
    }

    private static void atLeastOne(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", at least 1 is needed");
        }
    }

    public static final StreamConfig DEFAULT = new StreamConfig(
            Duration.ofMillis(100), Duration.ofSeconds(5), 6_000, Duration.ofSeconds(60), 65_536, 1_000);
}
