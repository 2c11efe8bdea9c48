package dev.pulso.results.hashtag;

import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import dev.pulso.results.rollup.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads spellings and authors of tags: hours and whole steps of minutes from the lines of hours, the rest from rows. */
final class DetailReader {
    private static final int FETCH = 5000;

    private final Connection connection;
    private final long generation;
    private final HashtagFilter filter;
    private final Set<String> tags;
    private final Map<Instant, Unit> unitAt = new HashMap<>();
    private final Map<Unit, Map<String, DetailSum>> sums = new HashMap<>();

    private DetailReader(Connection connection, long generation, HashtagFilter filter, Set<String> tags) {
        this.connection = connection;
        this.generation = generation;
        this.filter = filter;
        this.tags = tags;
    }

    interface Row {
        void at(Instant start, String tag, String display, long posts, byte @Nullable [] sketch);
    }

    static void each(Connection connection, SummedRows rows, Row each) throws SQLException {
        String sql = "select start, tag, display, posts, authors_sketch from " + rows.sql() + " r";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            rows.bind(statement, 1);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Instant start = row.getObject(1, OffsetDateTime.class).toInstant();
                    each.at(start, row.getString(2), row.getString(3), row.getLong(4), row.getBytes(5));
                }
            }
        }
    }

    /** What all tags add up to in each of the units; what has no rows is missing. */
    static Map<Unit, Map<String, DetailSum>> read(
            Connection connection, long generation, HashtagFilter filter, Set<Unit> units, Set<String> tags)
            throws SQLException {
        DetailReader reader = new DetailReader(connection, generation, filter, tags);
        units.forEach(unit -> unit.eachMinute(minute -> reader.unitAt.put(minute, unit)));
        List<Stretch> stretches = Unit.join(units.stream());
        List<Stretch> steps = reader.steps(stretches);
        for (Stretch each : steps) {
            reader.addLines(each);
        }
        reader.addRows(without(stretches, steps), tags, reader::add);
        return reader.sums;
    }

    /** The parts of stretches that lines tell of, in order of time: hours, and steps of minutes. */
    private List<Stretch> steps(List<Stretch> stretches) throws SQLException {
        List<Stretch> steps = new ArrayList<>();
        for (Stretch stretch : stretches) {
            if (!LineDetails.has(step(stretch), filter.network(), filter.lang())) {
                continue;
            }
            if (stretch.span() == Span.HOUR) {
                steps.add(stretch);
            } else {
                addSteps(stretch, steps);
            }
        }
        return steps;
    }

    private void addSteps(Stretch minutes, List<Stretch> steps) throws SQLException {
        TimeRange hours = new TimeRange(Span.HOUR.floor(minutes.from()), Span.HOUR.ceil(minutes.to()));
        for (Stretch piece : HashtagTable.CHANGES.pieces(connection, generation, hours, Span.HOUR)) {
            Instant first = latest(piece.from(), step(minutes).ceil(minutes.from()));
            Instant behind = earliest(piece.to(), step(minutes).floor(minutes.to()));
            if (piece.span() == Span.HOUR && first.isBefore(behind)) {
                steps.add(new Stretch(Span.MINUTE, first, behind));
            }
        }
    }

    private static Step step(Stretch stretch) {
        return stretch.span() == Span.HOUR ? Step.HOUR : Step.FIVE_MINUTES;
    }

    private static List<Stretch> without(List<Stretch> stretches, List<Stretch> steps) {
        List<Stretch> left = new ArrayList<>();
        for (Stretch stretch : stretches) {
            Instant position = stretch.from();
            for (Stretch step : steps) {
                if (!step.from().isBefore(position) && !step.to().isAfter(stretch.to())) {
                    add(left, stretch.span(), position, step.from());
                    position = step.to();
                }
            }
            add(left, stretch.span(), position, stretch.to());
        }
        return left;
    }

    private static void add(List<Stretch> left, Span span, Instant from, Instant to) {
        if (from.isBefore(to)) {
            left.add(new Stretch(span, from, to));
        }
    }

    /** Tags that have no line in each hour are used so little that their rows are soon read. */
    private void addLines(Stretch steps) throws SQLException {
        Step step = step(steps);
        LineDetails.Known known = LineDetails.read(connection, generation, filter, tags, step, steps);
        known.details().forEach((start, details) -> {
            Unit unit = unitAt.get(start);
            if (unit != null) {
                details.forEach((tag, detail) -> sum(unit, tag).add(detail));
            }
        });
        Set<String> others = new HashSet<>(tags);
        others.removeIf(tag -> isWhole(steps, time -> known.hasLine(tag, time)));
        addRows(List.of(steps), others, (start, tag, display, posts, sketch) -> {
            if (!known.hasLine(tag, start)) {
                add(start, tag, display, posts, sketch);
            }
        });
    }

    private static boolean isWhole(Stretch steps, Predicate<Instant> known) {
        Instant first = Span.HOUR.floor(steps.from());
        return Stream.iterate(first, hour -> hour.isBefore(steps.to()), hour -> hour.plus(Span.HOUR.length()))
                .allMatch(known);
    }

    private void addRows(List<Stretch> stretches, Set<String> some, Row each) throws SQLException {
        if (!stretches.isEmpty() && !some.isEmpty()) {
            each(connection, HashtagRows.of(generation, stretches, filter, some), each);
        }
    }

    private void add(Instant start, String tag, String display, long posts, byte @Nullable [] sketch) {
        Unit unit = unitAt.get(start);
        if (unit != null) {
            sum(unit, tag).add(display, posts, sketch);
        }
    }

    private DetailSum sum(Unit unit, String tag) {
        return sums.computeIfAbsent(unit, each -> new HashMap<>()).computeIfAbsent(tag, each -> new DetailSum());
    }

    private static Instant latest(Instant one, Instant other) {
        return Collections.max(List.of(one, other));
    }

    private static Instant earliest(Instant one, Instant other) {
        return Collections.min(List.of(one, other));
    }
}
