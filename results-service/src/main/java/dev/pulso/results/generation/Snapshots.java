package dev.pulso.results.generation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Lets an answer read several tables as they were at one moment: sums, what has changed since they were made, and the
 * minutes must belong together.
 */
@ApplicationScoped
public class Snapshots {
    // Plans for the values at hand read only the days asked for (and lock no others); compiling a plan costs more than
    // any answer does.
    private static final String BEGIN = "set transaction isolation level repeatable read, read only;"
            + " set local plan_cache_mode = force_custom_plan; set local jit = off; set local work_mem = '32MB'";
    private static final String SERVING = "select generation from generation where state = 'SERVING'";

    private final DataSource dataSource;

    public Snapshots(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads from a snapshot. */
    public interface Reading<T> {
        T from(Snapshot snapshot) throws SQLException;
    }

    /** Takes a snapshot for as long as {@code reading} needs it. Not within a transaction of the caller. */
    public <T> T read(Reading<T> reading) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(BEGIN);
                return reading.from(new Snapshot(connection, serving(statement)));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static OptionalLong serving(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(SERVING)) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}
