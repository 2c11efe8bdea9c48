package dev.pulso.bench.oracle;

import java.math.BigDecimal;

/** Events of one key, and the sum of their value field. */
public record Sum(long events, BigDecimal value) {
    static final Sum NOTHING = new Sum(0, BigDecimal.ZERO);

    Sum plus(Sum other) {
        return new Sum(events + other.events, value.add(other.value));
    }

    /** Equal in value, whatever the number of trailing zeros. */
    boolean matches(Sum other) {
        return events == other.events && value.compareTo(other.value) == 0;
    }
}
