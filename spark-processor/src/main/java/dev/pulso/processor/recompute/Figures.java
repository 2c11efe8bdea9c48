package dev.pulso.processor.recompute;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The figures of a window or of a sum of windows: posts and reposts of a hashtag, events and value sum of an activity. */
record Figures(long count, long reposts, @Nullable BigDecimal value) {
    static final Figures NOTHING = new Figures(0, 0, null);

    Figures plus(Figures other) {
        BigDecimal sum = value == null ? other.value : other.value == null ? value : value.add(other.value);
        return new Figures(count + other.count, reposts + other.reposts, sum);
    }

    /** By value: 1.0 is 1.00, and no value is zero. */
    boolean sameAs(Figures other) {
        return count == other.count && reposts == other.reposts && number().compareTo(other.number()) == 0;
    }

    BigDecimal number() {
        return value == null ? BigDecimal.ZERO : value;
    }
}
