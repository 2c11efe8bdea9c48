package dev.pulso.contracts.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an event type in one minute, absolute ({@code pulso.activity-window.v1}).
 *
 * @param subjects estimate of the distinct subjects
 * @param valueSum sum of the value field, where the type's schema names one
 * @param version grows with every change of the row
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityWindow(
        Instant windowStart,
        Instant windowEnd,
        String type,
        String source,
        long events,
        long subjects,
        @Nullable BigDecimal valueSum,
        long version) {
    public ActivityWindow {
        Require.windowStart(windowStart, ActivityDelta.WINDOW);
        Require.notEmpty(type, "type");
        Require.notEmpty(source, "source");
        windowEnd = windowEnd == null ? windowStart.plus(ActivityDelta.WINDOW) : windowEnd;
    }

    /** Key of the record: {@code windowStart|type|source}. */
    public String key() {
        return windowStart + "|" + type + "|" + source;
    }
}
