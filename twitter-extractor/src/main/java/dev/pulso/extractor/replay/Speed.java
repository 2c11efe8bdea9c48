package dev.pulso.extractor.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/** How fast event time passes during a replay: {@code max}, {@code realtime} or a factor such as {@code 10}. */
record Speed(double factor) {
    static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);
    static final Speed REALTIME = new Speed(1);

    Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a factor is greater than 0");
        }
    }

    /** @throws IllegalArgumentException if {@code text} is none of the three forms */
    @JsonCreator
    static Speed of(String text) {
        return switch (text) {
            case "max" -> MAX;
            case "realtime" -> REALTIME;
            default -> new Speed(Double.parseDouble(text));
        };
    }

    boolean isMax() {
        return Double.isInfinite(factor);
    }

    /** The time on the clock in which {@code span} of event time passes. */
    Duration onTheClock(Duration span) {
        return isMax() ? Duration.ZERO : Duration.ofMillis((long) (span.toMillis() / factor));
    }

    @Override
    @JsonValue
    public String toString() {
        return isMax() ? "max" : factor == 1 ? "realtime" : Double.toString(factor);
    }
}
