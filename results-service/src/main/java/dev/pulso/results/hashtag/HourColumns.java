package dev.pulso.results.hashtag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hours of which all minutes are in memory, added up: a fraction of their rows. An hour is made when it is met a second time
 * unchanged, so that one that is being written is not made anew for each question.
 */
final class HourColumns {
    private final Cache<Key, Seen> hours;

    /** @param rows how many are kept */
    HourColumns(long rows) {
        hours = Caffeine.newBuilder()
                .maximumWeight(rows)
                .weigher((Key key, Seen seen) ->
                        1 + (seen.counts() == null ? 0 : seen.counts().size()))
                .executor(Runnable::run)
                .build();
    }

    private record Key(long generation, Instant hour) {}

    /** @param counts null if the hour was only met so far, or holds numbers too large for a column */
    private record Seen(long changes, @Nullable MinuteCounts counts) {}

    /**
     * The columns of an hour; null if there are none of it as it is now.
     *
     * @param changes how often its minutes have been written
     */
    @Nullable
    MinuteCounts of(long generation, Instant hour, long changes) {
        Seen seen = hours.getIfPresent(new Key(generation, hour));
        return seen == null || seen.changes() != changes ? null : seen.counts();
    }

    /** Notes that an hour was met; returns whether it was before, unchanged. */
    boolean meet(long generation, Instant hour, long changes) {
        Key key = new Key(generation, hour);
        Seen seen = hours.getIfPresent(key);
        if (seen != null && seen.changes() == changes) {
            return true;
        }
        hours.put(key, new Seen(changes, null));
        return false;
    }

    /** Makes the columns of an hour. */
    void make(long generation, Instant hour, long changes, List<MinuteCounts> minutes) {
        hours.put(new Key(generation, hour), new Seen(changes, MinuteCounts.sum(minutes)));
    }
}
