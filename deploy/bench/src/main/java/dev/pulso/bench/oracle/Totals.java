package dev.pulso.bench.oracle;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts of one place, all keys with something in them.
 *
 * @param hashtags posts by key
 * @param activity events and value by key
 */
public record Totals(Map<HashtagKey, Long> hashtags, Map<ActivityKey, Sum> activity) {
    public Totals {
        hashtags = withoutZeros(hashtags);
        activity = Map.copyOf(activity);
    }

    /** A row whose posts were all deleted is as good as no row. */
    private static Map<HashtagKey, Long> withoutZeros(Map<HashtagKey, Long> counts) {
        Map<HashtagKey, Long> kept = new HashMap<>(counts);
        kept.values().removeIf(count -> count == 0);
        return Map.copyOf(kept);
    }

    /** All posts and events. */
    public long sum() {
        return hashtags.values().stream().mapToLong(Long::longValue).sum()
                + activity.values().stream().mapToLong(Sum::events).sum();
    }
}
