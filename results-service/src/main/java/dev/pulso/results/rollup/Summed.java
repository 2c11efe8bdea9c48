package dev.pulso.results.rollup;

import dev.pulso.results.window.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of windows that is summed to hours and days, and thinned to them: its tables, and how its rows add up.
 *
 * @param <S> rows added up
 */
public interface Summed<S> {
    Tables tables();

    /** The sum of no rows. */
    S nothing();

    /** Adds the row at hand, whose values begin at {@code column}. */
    void add(S sum, ResultSet row, int column) throws SQLException;

    /**
     * Makes what else there is of an hour, in the transaction that has just made its sums.
     *
     * @param noted what has changed in it; null for everything
     */
    default void hourSummed(Connection connection, long generation, Instant hour, @Nullable Set<String> noted)
            throws SQLException {}

    /** Binds the values of sums, in the order of the tables. */
    <K> void bind(Rows<Map.Entry<K, S>> rows) throws SQLException;
}
