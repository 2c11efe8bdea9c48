package dev.pulso.ingest.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of a request. All are in bytes unless they say otherwise. */
@ConfigMapping(prefix = "pulso.intake")
public interface IntakeConfig {
    /** Largest body, unpacked. */
    @WithDefault("4294967296")
    long maxBody();

    /** Largest event. Kafka's own limit is 1,048,576 with the envelope. */
    @WithDefault("1000000")
    int maxEvent();

    /** Events checked before the first of them is sent: a body broken within them is refused as a whole. */
    @WithDefault("500")
    int chunkEvents();

    /** The same limit in bytes. */
    @WithDefault("1048576")
    int chunkBytes();

    /** Seconds in {@code Retry-After} while the broker is away. */
    @WithDefault("1")
    int retryAfterSeconds();

    /** Bytes a second a client must send on average while it is waited for, else 408. */
    @WithDefault("240")
    long minRate();

    /** Waiting for a client before that is asked for. */
    @WithDefault("5s")
    Duration minRateGrace();

    /** Bodies beyond 10 KB that are read at once; each holds one of 200 threads. More get 503. */
    @WithDefault("128")
    int maxStreams();
}
