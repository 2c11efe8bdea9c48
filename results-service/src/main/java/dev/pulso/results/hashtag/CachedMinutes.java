package dev.pulso.results.hashtag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.rollup.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Minutes of the last questions in memory, so that a day's ranking is an addition of columns instead of a grouping of
 * millions of rows. What is here is used only while the store says that the minute has not been written since.
 */
@ApplicationScoped
class CachedMinutes {
    /** Longer ranges are answered from the sums of days. */
    private static final Duration LONGEST = Duration.ofHours(48);
    /** So many minutes are read while the caller waits; more are read behind their back. */
    private static final int MOST_AT_ONCE = 30;
    /** Above that the names alone would fill the memory: start afresh. */
    private static final int MOST_TAGS = 2_000_000;

    private static final int ROW_BYTES = 12;
    private static final int SHARE_OF_HEAP = 3;
    /** So many rows of hours are kept for one of minutes. */
    private static final int SHARE_OF_MINUTES = 3;

    private final long rows;
    private final MinuteReader reader;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile Era era;

    CachedMinutes(RankingConfig config, MinuteReader reader) {
        this.reader = reader;
        this.rows = Math.min(config.cachedRows(), Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / ROW_BYTES);
        this.era = new Era(rows);
    }

    private record Key(long generation, Instant minute) {}

    /** @param counts null if the minute holds numbers too large for a column */
    private record Seen(long changes, @Nullable MinuteCounts counts) {}

    /** Hours next to each other, for a filter. */
    private record HoursKey(
            long generation,
            Instant from,
            Instant to,
            @Nullable String network,
            @Nullable String lang) {}

    private record SeenHours(long changes, HourTotals totals) {}

    /** Names, and the minutes and hours that are written in their numbers. */
    private static final class Era {
        private final Numbers<String> tags = new Numbers<>();
        private final Numbers<Place> places = new Numbers<>();
        private final Cache<Key, Seen> minutes;
        private final Cache<HoursKey, SeenHours> hours;

        Era(long rows) {
            hours = Caffeine.newBuilder()
                    .maximumWeight(rows / SHARE_OF_MINUTES)
                    .weigher((HoursKey key, SeenHours seen) -> 1 + seen.totals().size())
                    .executor(Runnable::run)
                    .build();
            minutes = Caffeine.newBuilder()
                    .maximumWeight(rows)
                    .weigher((Key key, Seen seen) ->
                            1 + (seen.counts() == null ? 0 : seen.counts().size()))
                    .executor(Runnable::run)
                    .build();
        }
    }

    /** Tags of a range by rank; empty if the range is not in memory and too long to be read now. */
    Optional<List<Total>> totals(
            Connection connection,
            long generation,
            HashtagFilter filter,
            Map<Instant, Long> changes,
            int limit,
            @Nullable Total after)
            throws SQLException {
        if (!covers(filter.range())) {
            return Optional.empty();
        }
        Map<Instant, Long> missing = missing(generation, changes);
        if (missing.size() > MOST_AT_ONCE) {
            return Optional.empty();
        }
        load(connection, generation, missing);
        lock.readLock().lock();
        try {
            return sum(generation, filter, new TreeMap<>(changes))
                    .map(sums -> Totals.best(sums, era.tags, limit, after));
        } finally {
            lock.readLock().unlock();
        }
    }

    boolean covers(TimeRange range) {
        return rows > 0 && range.length().compareTo(LONGEST) <= 0;
    }

    /** Reads the minutes that are not here, from the snapshot of the connection; a few at a time. */
    void warm(Connection connection, long generation, Map<Instant, Long> changes) throws SQLException {
        Map<Instant, Long> part = new TreeMap<>();
        for (Map.Entry<Instant, Long> minute : missing(generation, changes).entrySet()) {
            part.put(minute.getKey(), minute.getValue());
            if (part.size() == MOST_AT_ONCE) {
                load(connection, generation, part);
                part.clear();
            }
        }
        load(connection, generation, part);
    }

    private Map<Instant, Long> missing(long generation, Map<Instant, Long> changes) {
        Map<Instant, Long> missing = new TreeMap<>();
        changes.forEach((minute, count) -> {
            Seen seen = era.minutes.getIfPresent(new Key(generation, minute));
            if (seen == null || seen.changes() != count) {
                missing.put(minute, count);
            }
        });
        return missing;
    }

    private void load(Connection connection, long generation, Map<Instant, Long> missing) throws SQLException {
        if (missing.isEmpty()) {
            return;
        }
        Map<Instant, MinuteReader.Rows> found = reader.read(connection, generation, missing.keySet());
        lock.writeLock().lock();
        try {
            if (era.tags.size() > MOST_TAGS) {
                era = new Era(rows);
            }
            missing.forEach((minute, count) -> era.minutes.put(
                    new Key(generation, minute),
                    new Seen(count, columns(found.getOrDefault(minute, MinuteReader.Rows.NONE)))));
        } finally {
            lock.writeLock().unlock();
        }
    }

    private @Nullable MinuteCounts columns(MinuteReader.Rows rows) {
        if (!rows.fit()) {
            return null;
        }
        int[] tags = rows.tags().stream().mapToInt(era.tags::of).toArray();
        int[] places = rows.places().stream().mapToInt(era.places::of).toArray();
        return MinuteCounts.of(tags, places, rows.posts(), rows.reposts());
    }

    private Optional<long[]> sum(long generation, HashtagFilter filter, NavigableMap<Instant, Long> changes) {
        Instant first = Span.HOUR.ceil(filter.range().from());
        Instant last = Span.HOUR.floor(filter.range().to());
        BitSet wanted = wanted(filter);
        Question question = new Question(generation, filter, changes, wanted, 2 * era.tags.size());
        long[] sums = new long[question.size()];
        boolean known = first.isBefore(last)
                ? addMinutes(question, filter.range().from(), first, sums)
                        && addHours(question, first, last, sums)
                        && addMinutes(question, last, filter.range().to(), sums)
                : addMinutes(question, filter.range().from(), filter.range().to(), sums);
        return known ? Optional.of(sums) : Optional.empty();
    }

    /**
     * What is asked for.
     *
     * @param wanted the numbers of the places to count; null for all
     * @param size of the sums
     */
    private record Question(
            long generation,
            HashtagFilter filter,
            NavigableMap<Instant, Long> changes,
            @Nullable BitSet wanted,
            int size) {}

    /** Adds whole hours: what is kept of all of them together, else what is kept of each, else their minutes. */
    private boolean addHours(Question question, Instant from, Instant to, long[] sums) {
        HashtagFilter filter = question.filter();
        HoursKey key = new HoursKey(question.generation(), from, to, filter.network(), filter.lang());
        long count = question.changes().subMap(from, to).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        SeenHours seen = era.hours.getIfPresent(key);
        if (seen == null || seen.changes() != count) {
            long[] sumsOfHours = new long[question.size()];
            if (!addEach(question, from, to, sumsOfHours)) {
                return false;
            }
            seen = new SeenHours(count, HourTotals.take(sumsOfHours));
            era.hours.put(key, seen);
        }
        seen.totals().addTo(sums);
        return true;
    }

    private boolean addEach(Question question, Instant from, Instant to, long[] sums) {
        Instant behind = from.plus(Span.HOUR.length());
        if (!behind.isBefore(to)) {
            return addMinutes(question, from, to, sums);
        }
        boolean known = true;
        for (Instant hour = from; known && hour.isBefore(to); hour = hour.plus(Span.HOUR.length())) {
            known = addHours(question, hour, hour.plus(Span.HOUR.length()), sums);
        }
        return known;
    }

    /** False if one of them was pushed out by others in between, is another snapshot's, or does not fit into columns. */
    private boolean addMinutes(Question question, Instant from, Instant to, long[] sums) {
        for (Map.Entry<Instant, Long> minute :
                question.changes().subMap(from, to).entrySet()) {
            Seen seen = era.minutes.getIfPresent(new Key(question.generation(), minute.getKey()));
            if (seen == null || seen.changes() != minute.getValue() || seen.counts() == null) {
                return false;
            }
            seen.counts().addTo(sums, question.wanted());
        }
        return true;
    }

    private @Nullable BitSet wanted(HashtagFilter filter) {
        if (filter.network() == null && filter.lang() == null) {
            return null;
        }
        BitSet wanted = new BitSet();
        for (int number = 0; number < era.places.size(); number++) {
            wanted.set(number, era.places.thing(number).isIn(filter));
        }
        return wanted;
    }
}
