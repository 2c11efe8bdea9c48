package dev.pulso.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Checks of record components. Each names the component and the rule it broke, never the value: messages get logged. */
public final class Require {
    private Require() {}

    /** @throws IllegalArgumentException if {@code value} is null */
    public static <T> T notNull(@Nullable T value, String name) {
        if (value == null) {
            throw new BrokenRule(name + " is missing");
        }
        return value;
    }

    /** @throws IllegalArgumentException if {@code value} is null or empty */
    public static String notEmpty(@Nullable String value, String name) {
        String present = notNull(value, name);
        if (present.isEmpty()) {
            throw new BrokenRule(name + " is empty");
        }
        return present;
    }

    /** @throws IllegalArgumentException unless {@code value} comes behind {@code before} */
    public static <T> T behind(T value, T before, Comparator<? super T> order, String name) {
        if (order.compare(before, value) >= 0) {
            throw new BrokenRule(name + " is out of order");
        }
        return value;
    }

    /** @throws IllegalArgumentException unless {@code start} is a whole multiple of {@code length} since the epoch */
    public static Instant windowStart(@Nullable Instant start, Duration length) {
        Instant present = notNull(start, "windowStart");
        if (Math.floorMod(present.getEpochSecond(), length.toSeconds()) != 0 || present.getNano() != 0) {
            throw new BrokenRule("windowStart is not aligned to " + length);
        }
        return present;
    }
}
