package dev.pulso.results.hashtag;

import dev.pulso.results.paging.Step;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code hashtag_line}: the time lines of much used tags, an hour a row, for each filter. Such a tag has up to a
 * thousand rows an hour and more, and a day of it is what people look at most. They are valid exactly as long as the sums of
 * their hour.
 */
@Singleton
class HashtagLines {
    static final String TABLE = "hashtag_line";
    private static final int MOST_ROWS = 120;
    private static final List<Step> STEPS = List.of(Step.MINUTE, Step.FIVE_MINUTES);
    private static final int FETCH = 2000;
    private static final String CLEAR = """
            delete from hashtag_line where generation = ? and start = ? and (?::text[] is null or tag = any(?))
            """;
    private static final String ROWS = """
            with much as (
                select tag from hashtag_window
                where generation = ? and window_start >= ? and window_start < ? and (?::text[] is null or tag = any(?))
                group by tag having count(*) > ?)
            select tag, network, lang, window_start, posts, reposts, display, authors_sketch
            from hashtag_window join much using (tag)
            where generation = ? and window_start >= ? and window_start < ?
            order by tag, window_start
            """;
    private static final String WRITE = """
            insert into hashtag_line (generation, start, tag, step, network, lang, minutes, posts, reposts, authors,
                detail_minutes, spellings, sketches)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String READ = """
            select start, minutes, posts, reposts, authors from hashtag_line
            where generation = ? and tag = ? and step = ? and start >= ? and start < ?
                and network is not distinct from ?::text and lang is not distinct from ?::text
            """;

    private final int mostRows;

    HashtagLines() {
        this(MOST_ROWS);
    }

    /** @param mostRows tags with more rows than that in an hour have lines; of the others the rows are read */
    HashtagLines(int mostRows) {
        this.mostRows = mostRows;
    }

    static boolean has(Step step) {
        return STEPS.contains(step);
    }

    /** What a line is of: everything, a network, a language, or both. No index finds the rows of one of these alone. */
    private record Cell(@Nullable String network, @Nullable String lang, Step step) {
        boolean isDetailed() {
            return LineDetails.has(step, network, lang);
        }
    }

    /** Makes the lines of an hour anew. */
    void replace(Connection connection, long generation, Instant hour, @Nullable Set<String> tags) throws SQLException {
        Array only = tags == null ? null : connection.createArrayOf("text", tags.toArray());
        try (PreparedStatement statement = connection.prepareStatement(CLEAR)) {
            statement.setLong(1, generation);
            statement.setObject(2, hour.atOffset(ZoneOffset.UTC));
            statement.setArray(3, only);
            statement.setArray(4, only);
            statement.executeUpdate();
        }
        try (PreparedStatement rows = connection.prepareStatement(ROWS);
                PreparedStatement write = connection.prepareStatement(WRITE)) {
            int next = bindHour(rows, 1, generation, hour);
            rows.setArray(next++, only);
            rows.setArray(next++, only);
            rows.setInt(next++, mostRows);
            bindHour(rows, next, generation, hour);
            rows.setFetchSize(FETCH);
            write.setLong(1, generation);
            write.setObject(2, hour.atOffset(ZoneOffset.UTC));
            try (ResultSet row = rows.executeQuery()) {
                lines(row, write, hour);
            }
        }
    }

    private static int bindHour(PreparedStatement statement, int first, long generation, Instant hour)
            throws SQLException {
        statement.setLong(first, generation);
        statement.setObject(first + 1, hour.atOffset(ZoneOffset.UTC));
        statement.setObject(first + 2, hour.plus(Span.HOUR.length()).atOffset(ZoneOffset.UTC));
        return first + 3;
    }

    private static void lines(ResultSet row, PreparedStatement write, Instant hour) throws SQLException {
        Map<Cell, LinePoints> cells = new HashMap<>();
        String open = null;
        while (row.next()) {
            String tag = row.getString(1);
            if (!tag.equals(open)) {
                write(write, hour, open, cells);
                cells.clear();
                open = tag;
            }
            add(cells, row);
        }
        write(write, hour, open, cells);
    }

    private static void add(Map<Cell, LinePoints> cells, ResultSet row) throws SQLException {
        String network = row.getString(2);
        String lang = row.getString(3);
        Instant time = row.getObject(4, OffsetDateTime.class).toInstant();
        long posts = row.getLong(5);
        long reposts = row.getLong(6);
        String display = row.getString(7);
        byte[] authors = row.getBytes(8);
        for (Cell cell : cells(network, lang)) {
            cells.computeIfAbsent(cell, each -> new LinePoints(each.step(), each.isDetailed()))
                    .add(time, posts, reposts, display, authors);
        }
    }

    private static List<Cell> cells(String network, String lang) {
        List<Cell> cells = new ArrayList<>();
        for (Step step : Step.values()) {
            List<Cell> each = List.of(
                    new Cell(null, null, step),
                    new Cell(network, null, step),
                    new Cell(null, lang, step),
                    new Cell(network, lang, step));
            each.stream().filter(cell -> has(step) || cell.isDetailed()).forEach(cells::add);
        }
        return cells;
    }

    private static void write(PreparedStatement write, Instant hour, @Nullable String tag, Map<Cell, LinePoints> cells)
            throws SQLException {
        for (Map.Entry<Cell, LinePoints> each : cells.entrySet()) {
            Cell cell = each.getKey();
            List<HashtagPoint> points = each.getValue().points();
            write.setString(3, tag);
            write.setInt(4, (int) cell.step().length().toMinutes());
            write.setString(5, cell.network());
            write.setString(6, cell.lang());
            write.setArray(
                    7,
                    array(
                            write,
                            points,
                            point -> Duration.between(hour, point.start()).toMinutes()));
            write.setArray(8, array(write, points, HashtagPoint::posts));
            write.setArray(9, array(write, points, HashtagPoint::reposts));
            write.setArray(10, array(write, points, HashtagPoint::authors));
            LineDetails.bind(
                    write, 11, hour, cell.isDetailed() ? each.getValue().details() : null);
            write.addBatch();
        }
        write.executeBatch();
    }

    private static Array array(
            PreparedStatement write, Collection<HashtagPoint> points, ToLongFunction<HashtagPoint> column)
            throws SQLException {
        Object[] values = points.stream().mapToLong(column).boxed().toArray();
        return write.getConnection().createArrayOf("int8", values);
    }

    /** Points by hour, of those hours that have a line. */
    Map<Instant, List<HashtagPoint>> read(
            Connection connection, long generation, String tag, HashtagFilter filter, Step step, Stretch hours)
            throws SQLException {
        Map<Instant, List<HashtagPoint>> lines = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setLong(1, generation);
            statement.setString(2, tag);
            statement.setInt(3, (int) step.length().toMinutes());
            statement.setObject(4, hours.from().atOffset(ZoneOffset.UTC));
            statement.setObject(5, hours.to().atOffset(ZoneOffset.UTC));
            statement.setString(6, filter.network());
            statement.setString(7, filter.lang());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Instant hour = row.getObject(1, OffsetDateTime.class).toInstant();
                    lines.put(hour, points(row, hour));
                }
            }
        }
        return lines;
    }

    private static List<HashtagPoint> points(ResultSet row, Instant hour) throws SQLException {
        Long[] minutes = (Long[]) row.getArray(2).getArray();
        Long[] posts = (Long[]) row.getArray(3).getArray();
        Long[] reposts = (Long[]) row.getArray(4).getArray();
        Long[] authors = (Long[]) row.getArray(5).getArray();
        List<HashtagPoint> points = new ArrayList<>(minutes.length);
        for (int i = 0; i < minutes.length; i++) {
            points.add(new HashtagPoint(hour.plusSeconds(60 * minutes[i]), posts[i], reposts[i], authors[i]));
        }
        return points;
    }
}
