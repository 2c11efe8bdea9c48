package dev.pulso.results.hashtag;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.results.Database;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.sketch.DistinctCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hashtag tables, and what they must say. */
final class Store extends Database<HashtagKey, HashtagCount> {
    private final HashtagRanking ranking;
    private final HashtagTimeline timeline;

    private static final HashtagLines LINES = new HashtagLines(1);

    Store(long cachedRows) {
        super(new HashtagWindows(), new HashtagSums(LINES));
        RankingConfig config = new RankingConfig() {
            @Override
            public long cachedRows() {
                return cachedRows;
            }

            @Override
            public long cachedSketchBytes() {
                return 1_000_000;
            }
        };
        timeline = new HashtagTimeline(LINES);
        CachedMinutes minutes = new CachedMinutes(config, new MinuteReader());
        ranking = new HashtagRanking(minutes, new WarmUp(snapshots(), minutes), new HashtagDetails(config));
    }

    List<HashtagRank> ranking(long generation, HashtagFilter filter, int limit) {
        return page(generation, filter, limit, null).items();
    }

    Page<HashtagRank> page(long generation, HashtagFilter filter, int limit, String after) {
        return read(snapshot -> ranking.page(snapshot, generation, filter, limit, Cursor.parse(after, 4)));
    }

    List<HashtagPoint> timeline(long generation, String tag, HashtagFilter filter, Step step) {
        return read(snapshot ->
                timeline.page(snapshot, generation, tag, filter, step, 10_000).items());
    }

    static HashtagFilter filter(Instant from, Instant to, String network, String lang) {
        return HashtagFilter.of(new TimeRange(from, to), network, lang);
    }

    /** The ranking by definition: all rows, added up. */
    static List<HashtagRank> expectedRanking(Map<HashtagKey, HashtagCount> rows, HashtagFilter filter) {
        Map<String, List<HashtagCount>> byTag = new TreeMap<>(Hashtag.ORDER);
        rows.forEach((key, count) -> {
            if (fits(key, filter)) {
                byTag.computeIfAbsent(key.tag(), tag -> new ArrayList<>()).add(count);
            }
        });
        List<HashtagRank> ranks = new ArrayList<>();
        byTag.forEach((tag, counts) -> {
            long posts = counts.stream().mapToLong(HashtagCount::posts).sum();
            long reposts = counts.stream().mapToLong(HashtagCount::reposts).sum();
            if (posts > 0) {
                ranks.add(new HashtagRank(tag, tag, posts, reposts, Math.min(authors(counts), posts)));
            }
        });
        ranks.sort(Comparator.comparingLong(HashtagRank::posts).reversed());
        return ranks;
    }

    /** The time line by definition. */
    static List<HashtagPoint> expectedTimeline(
            Map<HashtagKey, HashtagCount> rows, String tag, HashtagFilter filter, Step step) {
        Map<Instant, List<HashtagCount>> byStart = new TreeMap<>();
        rows.forEach((key, count) -> {
            if (fits(key, filter) && key.tag().equals(tag)) {
                byStart.computeIfAbsent(step.floor(key.windowStart()), start -> new ArrayList<>())
                        .add(count);
            }
        });
        List<HashtagPoint> points = new ArrayList<>();
        byStart.forEach((start, counts) -> {
            long posts = counts.stream().mapToLong(HashtagCount::posts).sum();
            long reposts = counts.stream().mapToLong(HashtagCount::reposts).sum();
            if (posts > 0) {
                points.add(new HashtagPoint(start, posts, reposts, Math.min(authors(counts), posts)));
            }
        });
        return points;
    }

    private static boolean fits(HashtagKey key, HashtagFilter filter) {
        return !key.windowStart().isBefore(filter.range().from())
                && key.windowStart().isBefore(filter.range().to())
                && new Place(key.network(), key.lang()).isIn(filter);
    }

    private static long authors(List<HashtagCount> counts) {
        DistinctCount authors = new DistinctCount();
        counts.forEach(count -> authors.add(count.authors()));
        return authors.estimate();
    }
}
