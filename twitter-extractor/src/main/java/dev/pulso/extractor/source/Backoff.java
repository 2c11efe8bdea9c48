package dev.pulso.extractor.source;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing waits between attempts, each shortened at random by up to a fifth so that sources of many processes do not
 * come back together.
 *
 * @param first wait after the first failure when doubling; what is added by each failure when linear
 */
public record Backoff(Duration first, Duration longest, Growth growth) {
    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 30;

    /** How the waits grow. */
    public enum Growth {
        /** first, twice that, four times that. */
        DOUBLING,
        /** At once, then one step more each time: for broken connections, where the network asks for it. */
        LINEAR
    }

    public static Backoff doubling(Duration first, Duration longest) {
        return new Backoff(first, longest, Growth.DOUBLING);
    }

    public static Backoff linear(Duration step, Duration longest) {
        return new Backoff(step, longest, Growth.LINEAR);
    }

    /** @param failures of this kind in a row, from 1 */
    public Duration after(int failures, RandomGenerator random) {
        double grown = switch (growth) {
            case DOUBLING -> first.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
            case LINEAR -> (double) first.toMillis() * (failures - 1);
        };
        double bounded = Math.min(grown, longest.toMillis());
        return Duration.ofMillis((long) (bounded * (1 - JITTER * random.nextDouble())));
    }
}
