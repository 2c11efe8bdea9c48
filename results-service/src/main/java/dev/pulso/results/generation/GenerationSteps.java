package dev.pulso.results.generation;

import dev.pulso.results.window.Windows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Work over all windows of a generation, one slice of time a transaction. How far it is, is written in the same
 * transaction: a step is done once, whoever dies.
 */
@ApplicationScoped
class GenerationSteps {
    /** Before every window PostgreSQL can hold would be year -4713; nobody posts before year 1. */
    static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private static final String POSITION =
            "select next_window from generation_step where generation = ? and step = ? and kind = ?";
    private static final String ADVANCE = """
            insert into generation_step (generation, step, kind, next_window) values (?, ?, ?, ?)
            on conflict (generation, step, kind) do update set next_window = excluded.next_window
            """;
    private static final String FORGET = "delete from generation_step where generation = ?";

    private final DataSource dataSource;
    private final GenerationConfig config;

    GenerationSteps(DataSource dataSource, GenerationConfig config) {
        this.dataSource = dataSource;
        this.config = config;
    }

    /** What is done with a slice. */
    interface Work {
        void on(Connection connection, Instant from, Instant to) throws SQLException;
    }

    /**
     * Does the next slice of a step, within the caller's transaction.
     *
     * @param of the generation whose position is kept
     * @param over the generation whose windows are walked
     * @param end windows from here on are left alone
     * @return whether there may be more
     */
    boolean next(String step, Windows<?, ?> kind, long of, long over, Instant end, Work work) {
        try (Connection connection = dataSource.getConnection()) {
            String name = kind.deltas().name();
            Instant from = position(connection, of, step, name);
            if (!from.isBefore(end)) {
                return false;
            }
            Optional<Instant> slice = sliceEnd(connection, kind, over, from);
            Instant to = slice.filter(end::isAfter).orElse(end);
            work.on(connection, from, to);
            advance(connection, of, step, name, to);
            return to.isBefore(end);
        } catch (SQLException e) {
            throw new IllegalStateException("a step over a generation failed", e);
        }
    }

    /** Deletes some rows of a generation; zeros take the place of keys that the serving one lacks. */
    boolean retire(Windows<?, ?> kind, long generation, long serving) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(kind.generationSql().retire())) {
            statement.setLong(1, generation);
            statement.setInt(2, config.stepRows());
            statement.setLong(3, serving);
            statement.executeUpdate();
            return hasRows(connection, kind, generation);
        } catch (SQLException e) {
            throw new IllegalStateException("clearing a generation failed", e);
        }
    }

    /** Deletes what was made of the rows of a generation, and how far the steps over it were. */
    void forget(List<Windows<?, ?>> kinds, long generation) {
        List<String> statements = new ArrayList<>();
        kinds.forEach(kind -> statements.addAll(kind.generationSql().forget()));
        statements.add(FORGET);
        try (Connection connection = dataSource.getConnection()) {
            for (String sql : statements) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.setLong(1, generation);
                    statement.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("clearing a generation failed", e);
        }
    }

    private static boolean hasRows(Connection connection, Windows<?, ?> kind, long generation) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(kind.generationSql().nextSlice())) {
            statement.setLong(1, generation);
            statement.setObject(2, BEGINNING.atOffset(ZoneOffset.UTC));
            statement.setInt(3, 0);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private Optional<Instant> sliceEnd(Connection connection, Windows<?, ?> kind, long generation, Instant from)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(kind.generationSql().nextSlice())) {
            statement.setLong(1, generation);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setInt(3, config.stepRows());
            return time(statement);
        }
    }

    private static Instant position(Connection connection, long generation, String step, String kind)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POSITION)) {
            statement.setLong(1, generation);
            statement.setString(2, step);
            statement.setString(3, kind);
            return time(statement).orElse(BEGINNING);
        }
    }

    private static Optional<Instant> time(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        }
    }

    private static void advance(Connection connection, long generation, String step, String kind, Instant to)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, generation);
            statement.setString(2, step);
            statement.setString(3, kind);
            statement.setObject(4, to.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
