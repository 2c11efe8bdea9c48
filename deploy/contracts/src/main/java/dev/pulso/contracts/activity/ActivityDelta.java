package dev.pulso.contracts.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one micro-batch changes in the counts of an event type in one minute ({@code pulso.activity-delta.v1}). Applied
 * under the same rule as a hashtag delta.
 *
 * @param type CloudEvents {@code type} of the events
 * @param source CloudEvents {@code source} of the events
 * @param events events counted, signed
 * @param subjects Apache DataSketches HLL (lgK 12) of the subjects, base64; absent if no event had one
 * @param valueSum sum of the value field, where the type's schema names one
 * @param query {@code name@generation}
 * @param batch id of the micro-batch, growing within a generation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityDelta(
        Instant windowStart,
        Instant windowEnd,
        String type,
        String source,
        long events,
        @Nullable String subjects,
        @Nullable BigDecimal valueSum,
        String query,
        long batch) {

    /** Length of a counting window. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    public ActivityDelta {
        Require.windowStart(windowStart, WINDOW);
        Require.notEmpty(type, "type");
        Require.notEmpty(source, "source");
        Require.notEmpty(query, "query");
        windowEnd = windowEnd == null ? windowStart.plus(WINDOW) : windowEnd;
    }

    /** Key of the record: {@code windowStart|type|source}. */
    public String key() {
        return windowStart + "|" + type + "|" + source;
    }
}
