package dev.pulso.results.hashtag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Points of the last time lines in memory, ten minutes each. A much used tag has tens of thousands of rows a day; whoever
 * looks at it again a moment later needs the newest of them only. What is here is used only while the store says that its
 * minutes have not been written since.
 */
@ApplicationScoped
class KeptPoints {
    private static final Duration LONGEST = Duration.ofHours(48);
    private static final int ENTRY_BYTES = 250;
    private static final int POINT_BYTES = 64;

    private final Cache<Key, Seen> kept;

    KeptPoints(RankingConfig config) {
        kept = Caffeine.newBuilder()
                .maximumWeight(config.cachedPointBytes())
                .weigher((Key key, Seen seen) ->
                        ENTRY_BYTES + POINT_BYTES * seen.points().size())
                .executor(Runnable::run)
                .build();
    }

    private record Key(
            long generation,
            Unit unit,
            String tag,
            @Nullable String network,
            @Nullable String lang,
            Step step) {}

    /** @param changes how often the minutes of the unit had been written when the points were made */
    private record Seen(long changes, List<HashtagPoint> points) {}

    /** A time line that is asked for. */
    record Question(long generation, String tag, HashtagFilter filter, Step step) {
        private Key key(Unit unit) {
            return new Key(generation, unit, tag, filter.network(), filter.lang(), step);
        }
    }

    /**
     * What is known of a time line.
     *
     * @param points of the units that are known
     * @param gaps the others, with how often their minutes have been written
     */
    record Known(List<HashtagPoint> points, Map<Unit, Long> gaps) {}

    /** Whether lines of that range and step are kept: longer steps have sums, longer ranges would push out all else. */
    static boolean covers(TimeRange range, Step step) {
        return Span.within(step) == Span.MINUTE && range.length().compareTo(LONGEST) <= 0;
    }

    /** @param changes how often each minute of the range has been written */
    Known look(Question question, Map<Instant, Long> changes) {
        TimeRange range = question.filter().range();
        Known known = new Known(new ArrayList<>(), new HashMap<>());
        Unit.written(Unit.of(List.of(new Stretch(Span.MINUTE, range.from(), range.to()))), changes)
                .forEach((unit, count) -> Optional.ofNullable(kept.getIfPresent(question.key(unit)))
                        .filter(seen -> seen.changes() == count)
                        .ifPresentOrElse(
                                seen -> known.points().addAll(seen.points()),
                                () -> known.gaps().put(unit, count)));
        return known;
    }

    /**
     * Keeps the points of gaps, and returns them.
     *
     * @param points of at least the gaps
     */
    List<HashtagPoint> keep(Question question, Map<Unit, Long> gaps, List<HashtagPoint> points) {
        List<HashtagPoint> all = new ArrayList<>();
        gaps.forEach((unit, count) -> {
            // At the edge of a range a step begins before the unit.
            Instant first = question.step().floor(unit.from());
            List<HashtagPoint> its = points.stream()
                    .filter(point ->
                            !point.start().isBefore(first) && point.start().isBefore(unit.to()))
                    .toList();
            kept.put(question.key(unit), new Seen(count, its));
            all.addAll(its);
        });
        return all;
    }
}
