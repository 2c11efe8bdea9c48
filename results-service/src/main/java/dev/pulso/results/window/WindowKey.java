package dev.pulso.results.window;

import java.time.Instant;

/** Identity of a counted window within a generation of the counting query. */
public interface WindowKey {
    long generation();

    Instant windowStart();
}
