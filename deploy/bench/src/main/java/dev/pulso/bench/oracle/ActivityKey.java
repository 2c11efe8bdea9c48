package dev.pulso.bench.oracle;

import java.time.Instant;

/** What counts of events are kept by. */
public record ActivityKey(Instant windowStart, String type, String source) {}
