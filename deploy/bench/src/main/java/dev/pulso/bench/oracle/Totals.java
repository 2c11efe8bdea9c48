package dev.pulso.bench.oracle;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts of one place, all keys with something in them.
 *
 * @param hashtags posts by key
 * @param pairs posts by key; empty for places that do not tell pairs by the minute
 * @param activity events and value by key
 */
public record Totals(Map<HashtagKey, Long> hashtags, Map<PairKey, Long> pairs, Map<ActivityKey, Sum> activity) {
    public Totals {
        hashtags = withoutZeros(hashtags);
        pairs = withoutZeros(pairs);
        activity = Map.copyOf(activity);
    }

    /** Of a place that does not tell pairs. */
    public Totals(Map<HashtagKey, Long> hashtags, Map<ActivityKey, Sum> activity) {
        this(hashtags, Map.of(), activity);
    }

    /** A row whose posts were all deleted is as good as no row. */
    private static <K> Map<K, Long> withoutZeros(Map<K, Long> counts) {
        Map<K, Long> kept = new HashMap<>(counts);
        kept.values().removeIf(count -> count == 0);
        return Map.copyOf(kept);
    }

    /** All posts and events. */
    public long sum() {
        return hashtags.values().stream().mapToLong(Long::longValue).sum()
                + activity.values().stream().mapToLong(Sum::events).sum();
    }
}
