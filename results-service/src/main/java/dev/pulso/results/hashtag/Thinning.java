package dev.pulso.results.hashtag;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Puts sums in the place of a day's rows. The sums become rows like any other, at the first minute of their hour or day:
 * late deltas, a new generation and further sums treat them as they treat minutes.
 */
final class Thinning {
    private static final String NEXT = """
            select day from hashtag_day h
            where span < ? and day < ? and written < ? and not exists (
                select from hashtag_change c where c.pending
                    and c.start >= h.day::timestamp at time zone 'UTC'
                    and c.start < (h.day + 1)::timestamp at time zone 'UTC')
            order by day limit 1
            """;
    private static final String LATEST = """
            create temporary table thinned on commit drop as
            select generation, max(batch) as batch, max(version) as version from hashtag_window
            where window_start >= ? and window_start < ? group by generation
            """;
    private static final String MINUTES = """
            insert into hashtag_change (generation, span, start, changes, tags, pending, at)
            select distinct generation, 1, window_start, 1, null::text[], true, now() from hashtag_window
            where window_start >= ? and window_start < ?
            """;
    private static final String SUMS = """
            insert into hashtag_window (generation, window_start, tag, network, lang, posts, reposts, authors, batch,
                version, display, authors_sketch, samples, span)
            select r.generation, r.start, r.tag, r.network, r.lang, r.posts, r.reposts, 0, t.batch, t.version + 1,
                r.display, r.authors_sketch, null, r.span
            from hashtag_rollup r join thinned t using (generation)
            where r.start >= ? and r.start < ? and r.span = ?
            """;

    private Thinning() {}

    /** The oldest day whose rows stand for less than {@code span} minutes and that nobody has touched since {@code before}. */
    static @Nullable LocalDate next(Connection connection, int span, LocalDate before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setInt(1, span);
            statement.setObject(2, before);
            statement.setObject(3, before);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getObject(1, LocalDate.class) : null;
            }
        }
    }

    /** Thins a day to sums of so many minutes, within the caller's transaction. Nobody may count meanwhile. */
    static void thin(Connection connection, LocalDate day, int span) throws SQLException {
        execute(connection, LATEST, day);
        execute(connection, MINUTES, day);
        clear(connection, day);
        try (PreparedStatement statement = connection.prepareStatement(SUMS)) {
            bind(statement, day);
            statement.setInt(3, span);
            statement.executeUpdate();
        }
        // Again, now for the minutes that hold the sums.
        execute(connection, MINUTES, day);
        execute(connection, "delete from hashtag_rollup where start >= ? and start < ? and span = 60", day);
        mark(connection, "update hashtag_day set span = " + span + " where day = ?", day);
    }

    /** Deletes a day, within the caller's transaction. */
    static void delete(Connection connection, LocalDate day) throws SQLException {
        String partition = HashtagDays.partition(connection, day);
        if (partition == null) {
            clear(connection, day);
        } else {
            execute(connection, "drop table " + partition);
        }
        execute(connection, "delete from hashtag_rollup where start >= ? and start < ?", day);
        execute(connection, "delete from hashtag_change where start >= ? and start < ?", day);
        mark(connection, "delete from hashtag_day where day = ?", day);
    }

    private static void clear(Connection connection, LocalDate day) throws SQLException {
        String partition = HashtagDays.partition(connection, day);
        if (partition == null) {
            execute(connection, "delete from hashtag_window where window_start >= ? and window_start < ?", day);
        } else {
            execute(connection, "truncate " + partition);
        }
    }

    private static void mark(Connection connection, String sql, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, day);
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(Connection connection, String sql, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, day);
            statement.execute();
        }
    }

    private static void bind(PreparedStatement statement, LocalDate day) throws SQLException {
        Instant from = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        statement.setObject(1, from.atOffset(ZoneOffset.UTC));
        statement.setObject(2, day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
    }
}
