package dev.pulso.extractor.source;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing waits between attempts: doubling from the first to the longest, each shortened at random by up to a fifth. */
record Backoff(Duration first, Duration longest) {
    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 30;

    /** @param failures in a row, from 1 */
    Duration after(int failures, RandomGenerator random) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        double bounded = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (bounded * (1 - JITTER * random.nextDouble())));
    }
}
