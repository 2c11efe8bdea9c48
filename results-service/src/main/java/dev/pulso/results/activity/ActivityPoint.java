package dev.pulso.results.activity;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events of a type and source in a step of time.
 *
 * @param subjects estimate of the distinct subjects
 * @param valueSum null if no event had a value
 */
record ActivityPoint(
        Instant start,
        String type,
        String source,
        long events,
        long subjects,
        @Nullable BigDecimal valueSum) {}
