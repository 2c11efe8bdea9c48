package dev.pulso.processor.recompute;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is served otherwise than the archive has it.
 *
 * @param kind {@code hashtag}, {@code related} or {@code activity}
 * @param start start of the minute, or of the day where only the sum over networks and languages differs
 * @param name tag, {@code tag|related} as asked for, or event type
 * @param origin network or event source; absent for all
 * @param lang language; absent for all, and for events
 * @param field {@code posts}, {@code reposts}, {@code events} or {@code valueSum}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Difference(
        String kind,
        String start,
        String name,
        @Nullable String origin,
        @Nullable String lang,
        String field,
        BigDecimal recomputed,
        BigDecimal served) {}
