package dev.pulso.results.rollup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Advisory lock of the replica that sums or thins. Two at once could write an older sum over a newer one. */
public final class SumLock {
    private static final String LOCK = "select pg_try_advisory_xact_lock(88313243783939)";

    private SumLock() {}

    /** Takes it until the caller's transaction ends; false if another replica has it. */
    public static boolean taken(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
