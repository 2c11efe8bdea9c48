package dev.pulso.bench.system;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Bounded waiting for a condition. */
public final class Patience {
    private static final int POLL_MILLIS = 200;

    private Patience() {}

    /** Whether the condition came true in time. */
    public static boolean until(Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(Duration.ofMillis(POLL_MILLIS));
        }
        return true;
    }

    /**
     * Waits for a condition without which there is no point in going on.
     *
     * @throws IllegalStateException if it does not come true in time
     */
    public static void require(String what, Duration atMost, BooleanSupplier condition) {
        if (!until(atMost, condition)) {
            throw new IllegalStateException(what + ": not within " + atMost.toSeconds() + " s");
        }
    }

    /** Lets time pass: for faults that last so long, and between looks. */
    public static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
