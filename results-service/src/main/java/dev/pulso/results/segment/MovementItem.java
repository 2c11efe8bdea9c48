package dev.pulso.results.segment;

import org.jspecify.annotations.Nullable;

/**
 * Entities that were in one segment at one time and in another, or the same, at a later one.
 *
 * @param from segment before; null for those who were not there
 * @param to segment afterwards; null for those who had left
 */
record MovementItem(
        @Nullable String from,
        @Nullable String fromName,
        @Nullable String to,
        @Nullable String toName,
        long entities) {}
