package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The windows of one tag, in steps: from the lines of its hours where there are any, else from sums and minutes. */
@ApplicationScoped
class HashtagTimeline {
    private static final int FETCH = 2000;
    /** Of longer ranges in short steps a page is the beginning only: it is read in order of time until behind the page. */
    private static final Duration LONGEST = Duration.ofHours(48);

    private final HashtagLines lines;

    HashtagTimeline(HashtagLines lines) {
        this.lines = lines;
    }

    /** A time line that is asked for. */
    private record Question(long generation, String tag, HashtagFilter filter, Step step) {}

    /** @param filter its range starts behind the cursor, if there is one */
    Page<HashtagPoint> page(Snapshot snapshot, long generation, String tag, HashtagFilter filter, Step step, int limit)
            throws SQLException {
        Question question = new Question(generation, tag, filter, step);
        TimeRange range = filter.range();
        List<HashtagPoint> points = HashtagLines.has(step) && range.length().compareTo(LONGEST) <= 0
                ? fromLines(snapshot.connection(), question)
                : fromSums(snapshot.connection(), question, limit);
        return Page.of(
                HashtagPoint.class,
                points,
                limit,
                last -> Cursor.of(last.start().plus(step.length()), range.to()).encode());
    }

    private List<HashtagPoint> fromSums(Connection connection, Question question, int limit) throws SQLException {
        TimeRange range = question.filter().range();
        List<Stretch> pieces =
                HashtagTable.CHANGES.pieces(connection, question.generation(), range, Span.within(question.step()));
        return read(connection, question, pieces, limit);
    }

    private List<HashtagPoint> fromLines(Connection connection, Question question) throws SQLException {
        TimeRange range = question.filter().range();
        List<Stretch> left = new ArrayList<>();
        Map<Instant, HashtagPoint> points = new TreeMap<>();
        Instant position = Span.MINUTE.ceil(range.from());
        Instant end = Span.MINUTE.ceil(range.to());
        for (Map.Entry<Instant, List<HashtagPoint>> hour :
                hours(connection, question).entrySet()) {
            // Of an hour at the edge of the range the steps that are wholly in it.
            Instant from = latest(hour.getKey(), question.step().ceil(position));
            Instant to = earliest(
                    hour.getKey().plus(Span.HOUR.length()), question.step().floor(end));
            if (from.isBefore(to)) {
                hour.getValue().stream()
                        .filter(point ->
                                !point.start().isBefore(from) && point.start().isBefore(to))
                        .forEach(point -> points.put(point.start(), point));
                add(left, position, from);
                position = to;
            }
        }
        add(left, position, end);
        read(connection, question, left, Integer.MAX_VALUE).forEach(point -> points.put(point.start(), point));
        return new ArrayList<>(points.values());
    }

    /** The lines of the hours of the range whose minutes have not been written since, in order of time. */
    private Map<Instant, List<HashtagPoint>> hours(Connection connection, Question question) throws SQLException {
        TimeRange asked = question.filter().range();
        TimeRange whole = new TimeRange(Span.HOUR.floor(asked.from()), Span.HOUR.ceil(asked.to()));
        Map<Instant, List<HashtagPoint>> hours = new TreeMap<>();
        for (Stretch piece : HashtagTable.CHANGES.pieces(connection, question.generation(), whole, Span.HOUR)) {
            if (piece.span() == Span.HOUR) {
                hours.putAll(lines.read(
                        connection, question.generation(), question.tag(), question.filter(), question.step(), piece));
            }
        }
        return hours;
    }

    private static void add(List<Stretch> left, Instant from, Instant to) {
        if (from.isBefore(to)) {
            left.add(new Stretch(Span.MINUTE, from, to));
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The points of stretches, until there is one more than the limit. */
    private static List<HashtagPoint> read(Connection connection, Question question, List<Stretch> stretches, int limit)
            throws SQLException {
        SummedRows rows = HashtagRows.of(question.generation(), stretches, question.filter(), List.of(question.tag()));
        String sql = "select start, posts, reposts, display, authors_sketch from " + rows.sql() + " r order by start";
        LinePoints points = new LinePoints(question.step());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            rows.bind(statement, 1);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (points.complete() <= limit && row.next()) {
                    Instant time = row.getObject(1, OffsetDateTime.class).toInstant();
                    points.add(time, row.getLong(2), row.getLong(3), row.getString(4), row.getBytes(5));
                }
            }
        }
        return points.points();
    }
}
