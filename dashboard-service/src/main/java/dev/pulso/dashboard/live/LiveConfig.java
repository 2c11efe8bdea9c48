package dev.pulso.dashboard.live;

import java.time.Duration;

/**
 * Bounds of what is kept in memory.
 *
 * @param horizon how far back in event time a minute of counts is live
 * @param trendHorizon the same for trends and segments
 * @param maxKeysPerView live rows of a view; beyond it the oldest by event time go first
 * @param ringChanges recent changes kept for resumption
 * @param ringBytes bytes of those
 */
public record LiveConfig(Duration horizon, Duration trendHorizon, int maxKeysPerView, int ringChanges, long ringBytes) {
    public static final LiveConfig DEFAULT =
            new LiveConfig(Duration.ofMinutes(70), Duration.ofHours(24), 100_000, 100_000, 32L << 20);

    public LiveConfig {
        atLeastOne(horizon.toMinutes(), "pulso.live.horizon in minutes");
        atLeastOne(trendHorizon.toMinutes(), "pulso.live.trend-horizon in minutes");
        atLeastOne(maxKeysPerView, "pulso.live.max-keys-per-view");
        atLeastOne(ringChanges, "pulso.live.ring-changes");
        atLeastOne(ringBytes, "pulso.live.ring-bytes");
    }

    private static void atLeastOne(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", at least 1 is needed");
        }
    }

    public Duration horizonOf(View view) {
        return switch (view) {
            case HASHTAGS, ACTIVITY -> horizon;
            case TRENDS, PIPELINE -> trendHorizon;
            // Training runs are rare: the promoted one may be weeks old.
            case SEGMENTS -> Duration.ofDays(366);
        };
    }
}
