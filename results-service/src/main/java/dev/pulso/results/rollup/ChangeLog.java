package dev.pulso.results.rollup;

import dev.pulso.results.window.Rows;
import dev.pulso.results.window.WindowKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;

/**
 * Notes in the same transaction which minutes, and of what, are written. Only inserts: replicas that write the same minute
 * do not wait for each other.
 *
 * @param noted the value of the column by which changes are noted
 */
public record ChangeLog<K extends WindowKey>(Tables tables, Function<K, String> noted) {
    private static final String ADD = """
            insert into {kind}_change (generation, span, start, changes, {noted}s, pending, at)
            select generation, 1, to_timestamp(start), 1, array_agg(distinct {noted}), true, clock_timestamp()
            from unnest(?, ?, ?) as r(generation, start, {noted}) group by generation, start
            """;

    public void add(Connection connection, Collection<K> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(ADD))) {
            new Rows<>(statement, keys)
                    .longs(WindowKey::generation)
                    .longs(key -> key.windowStart().getEpochSecond())
                    .texts(noted::apply);
            statement.executeUpdate();
        }
    }
}
