package dev.pulso.results.retention;

import dev.pulso.results.rollup.Tables;
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
public record Thinning(Tables tables) {
    private static final String NEXT = """
            select day from {kind}_day h
            where span < ? and day < ? and written < ? and not exists (
                select from {kind}_change c where c.pending
                    and c.start >= h.day::timestamp at time zone 'UTC'
                    and c.start < (h.day + 1)::timestamp at time zone 'UTC')
            order by day limit 1
            """;
    private static final String LATEST = """
            create temporary table thinned on commit drop as
            select generation, max(batch) as batch, max(version) as version from {kind}_window
            where window_start >= ? and window_start < ? group by generation
            """;
    private static final String MINUTES = """
            insert into {kind}_change (generation, span, start, changes, {noted}s, pending, at)
            select distinct generation, 1, window_start, 1, null::text[], true, now() from {kind}_window
            where window_start >= ? and window_start < ?
            """;
    private static final String SUMS = """
            insert into {kind}_window (generation, window_start, {identity}, {values}, batch, version, span)
            select generation, start, {identity}, {values}, batch, version + 1, span
            from {kind}_rollup join thinned using (generation)
            where start >= ? and start < ? and span = ?
            """;

    /** The oldest day whose rows stand for less than {@code span} minutes and that nobody has touched since {@code before}. */
    public @Nullable LocalDate next(Connection connection, int span, LocalDate before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(NEXT))) {
            statement.setInt(1, span);
            statement.setObject(2, before);
            statement.setObject(3, before);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getObject(1, LocalDate.class) : null;
            }
        }
    }

    /** Thins a day to sums of so many minutes, within the caller's transaction. Nobody may count meanwhile. */
    public void thin(Connection connection, LocalDate day, int span) throws SQLException {
        execute(connection, LATEST, day);
        execute(connection, MINUTES, day);
        clear(connection, day);
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(SUMS))) {
            bind(statement, day);
            statement.setInt(3, span);
            statement.executeUpdate();
        }
        // Again, now for the minutes that hold the sums.
        execute(connection, MINUTES, day);
        execute(connection, "delete from {kind}_rollup where start >= ? and start < ? and span = 60", day);
        mark(connection, "update {kind}_day set span = " + span + " where day = ?", day);
    }

    /** Deletes a day, within the caller's transaction. */
    public void delete(Connection connection, LocalDate day) throws SQLException {
        String partition = new DayPartitions(tables).of(connection, day);
        if (partition == null) {
            clear(connection, day);
        } else {
            execute(connection, "drop table " + partition);
        }
        execute(connection, "delete from {kind}_rollup where start >= ? and start < ?", day);
        for (String made : tables.made()) {
            execute(connection, "delete from " + made + " where start >= ? and start < ?", day);
        }
        execute(connection, "delete from {kind}_change where start >= ? and start < ?", day);
        mark(connection, "delete from {kind}_day where day = ?", day);
    }

    private void clear(Connection connection, LocalDate day) throws SQLException {
        String partition = new DayPartitions(tables).of(connection, day);
        if (partition == null) {
            execute(connection, "delete from {kind}_window where window_start >= ? and window_start < ?", day);
        } else {
            execute(connection, "truncate " + partition);
        }
    }

    private void mark(Connection connection, String sql, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(sql))) {
            statement.setObject(1, day);
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void execute(Connection connection, String sql, LocalDate day) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(sql))) {
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
