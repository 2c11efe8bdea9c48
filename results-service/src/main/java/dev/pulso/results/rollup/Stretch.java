package dev.pulso.results.rollup;

import java.time.Instant;

/**
 * Buckets of one span, next to each other.
 *
 * @param from start of the first bucket
 * @param to start of the first bucket behind
 */
public record Stretch(Span span, Instant from, Instant to) {}
