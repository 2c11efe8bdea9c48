package dev.pulso.results.hashtag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import dev.pulso.results.rollup.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Spellings and authors of the tags of a page. What was united for an hour or ten minutes is kept for the next page. */
@ApplicationScoped
class HashtagDetails {
    private final Cache<Key, Seen> kept;

    HashtagDetails(RankingConfig config) {
        kept = Caffeine.newBuilder()
                .maximumWeight(config.cachedSketchBytes())
                .weigher((Key key, Seen seen) -> seen.detail().weight())
                .executor(Runnable::run)
                .build();
    }

    private record Key(
            long generation,
            Unit unit,
            String tag,
            @Nullable String network,
            @Nullable String lang) {}

    /** @param changes how often the minutes of the unit had been written when the detail was made */
    private record Seen(long changes, Detail detail) {}

    private record Gap(Unit unit, String tag, long changes) {}

    /** From the rows as they are, without keeping anything. */
    Map<String, DetailSum> read(Connection connection, SummedRows rows) throws SQLException {
        Map<String, DetailSum> details = new HashMap<>();
        DetailReader.each(
                connection,
                rows,
                (start, tag, display, posts, sketch) ->
                        details.computeIfAbsent(tag, each -> new DetailSum()).add(display, posts, sketch));
        return details;
    }

    /**
     * The same from unions that are kept. Hours next to each other make one more union, so that a day is not united anew
     * for each question.
     *
     * @param pieces hours and minutes of the range
     * @param changes how often each minute has been written
     */
    Map<String, DetailSum> unite(
            Connection connection,
            long generation,
            HashtagFilter filter,
            List<Stretch> pieces,
            Map<Instant, Long> changes,
            Collection<String> tags)
            throws SQLException {
        Map<Unit, Long> units = Unit.written(Unit.of(pieces), changes);
        Map<String, DetailSum> sums =
                gather(connection, generation, filter, within(units, unit -> unit.span() != Span.HOUR), tags);
        for (Stretch run : Unit.join(within(units, unit -> unit.span() == Span.HOUR).keySet().stream())) {
            // The hours of a run are always the same, and their counts only grow: equal sums mean equal counts.
            Unit whole = new Unit(run.span(), run.from(), run.to());
            Map<Unit, Long> hours = within(units, whole::holds);
            unite(connection, generation, filter, whole, hours, sums);
        }
        return sums;
    }

    private void unite(
            Connection connection,
            long generation,
            HashtagFilter filter,
            Unit whole,
            Map<Unit, Long> hours,
            Map<String, DetailSum> sums)
            throws SQLException {
        long count = hours.values().stream().mapToLong(Long::longValue).sum();
        List<String> unknown = new ArrayList<>();
        sums.forEach((tag, sum) -> {
            Seen seen = kept.getIfPresent(key(generation, whole, tag, filter));
            if (seen != null && seen.changes() == count) {
                sum.add(seen.detail());
            } else {
                unknown.add(tag);
            }
        });
        gather(connection, generation, filter, hours, unknown).forEach((tag, sum) -> {
            Detail detail = sum.detail();
            kept.put(key(generation, whole, tag, filter), new Seen(count, detail));
            sums.computeIfAbsent(tag, each -> new DetailSum()).add(detail);
        });
    }

    private static Map<Unit, Long> within(Map<Unit, Long> units, Predicate<Unit> wanted) {
        Map<Unit, Long> some = new HashMap<>(units);
        some.keySet().removeIf(wanted.negate());
        return some;
    }

    /** The details of tags over units, each from what is kept of the unit or from the store. */
    private Map<String, DetailSum> gather(
            Connection connection,
            long generation,
            HashtagFilter filter,
            Map<Unit, Long> units,
            Collection<String> tags)
            throws SQLException {
        Map<String, DetailSum> sums = new HashMap<>();
        Set<Gap> gaps = new LinkedHashSet<>();
        for (String tag : tags) {
            DetailSum sum = new DetailSum();
            sums.put(tag, sum);
            units.forEach((unit, count) -> {
                Seen seen = kept.getIfPresent(key(generation, unit, tag, filter));
                if (seen != null && seen.changes() == count) {
                    sum.add(seen.detail());
                } else {
                    gaps.add(new Gap(unit, tag, count));
                }
            });
        }
        if (!gaps.isEmpty()) {
            // All tags of the gaps in all units of the gaps: somewhat more than asked for, at once.
            Set<Unit> unitsOfGaps = gaps.stream().map(Gap::unit).collect(Collectors.toSet());
            Set<String> tagsOfGaps = gaps.stream().map(Gap::tag).collect(Collectors.toSet());
            Map<Unit, Map<String, DetailSum>> fresh =
                    DetailReader.read(connection, generation, filter, unitsOfGaps, tagsOfGaps);
            for (Gap gap : gaps) {
                DetailSum found = fresh.getOrDefault(gap.unit(), Map.of()).get(gap.tag());
                Detail detail = found == null ? Detail.NONE : found.detail();
                kept.put(key(generation, gap.unit(), gap.tag(), filter), new Seen(gap.changes(), detail));
                sums.computeIfAbsent(gap.tag(), tag -> new DetailSum()).add(detail);
            }
        }
        return sums;
    }

    private static Key key(long generation, Unit unit, String tag, HashtagFilter filter) {
        return new Key(generation, unit, tag, filter.network(), filter.lang());
    }
}
