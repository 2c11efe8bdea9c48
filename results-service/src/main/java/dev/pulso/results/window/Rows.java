package dev.pulso.results.window;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds columns of many rows as SQL arrays, for {@code unnest}: one statement a poll instead of one a row. */
public final class Rows<R> {
    private final PreparedStatement statement;
    private final Collection<R> rows;
    private int position;

    public Rows(PreparedStatement statement, Collection<R> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    public Rows<R> longs(ToLongFunction<R> column) throws SQLException {
        return bind("int8", rows.stream().map(column::applyAsLong).toArray(Long[]::new));
    }

    public Rows<R> doubles(ToDoubleFunction<R> column) throws SQLException {
        return bind("float8", rows.stream().mapToDouble(column).boxed().toArray(Double[]::new));
    }

    public Rows<R> doublesOrNull(Function<R, @Nullable Double> column) throws SQLException {
        return bind("float8", rows.stream().map(column).toArray(Double[]::new));
    }

    /** As RFC 3339: PostgreSQL keeps microseconds. */
    public Rows<R> times(Function<R, Instant> column) throws SQLException {
        return bind(
                "timestamptz", rows.stream().map(column).map(Instant::toString).toArray(String[]::new));
    }

    public Rows<R> texts(Function<R, @Nullable String> column) throws SQLException {
        return bind("text", rows.stream().map(column).toArray(String[]::new));
    }

    public Rows<R> decimals(Function<R, @Nullable BigDecimal> column) throws SQLException {
        return bind(
                "numeric",
                rows.stream()
                        .map(column)
                        .map(value -> value == null ? null : value.toString())
                        .toArray(String[]::new));
    }

    public Rows<R> bytes(Function<R, byte @Nullable []> column) throws SQLException {
        return bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private Rows<R> bind(String type, Object[] values) throws SQLException {
        Connection connection = statement.getConnection();
        Array array = connection.createArrayOf(type, values);
        statement.setArray(++position, array);
        return this;
    }
}
