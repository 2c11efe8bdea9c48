package dev.pulso.results.window;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
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

    public Rows<R> texts(Function<R, @Nullable String> column) throws SQLException {
        return bind("text", rows.stream().map(column).toArray(String[]::new));
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
