package dev.pulso.results.hashtag;

import dev.pulso.results.window.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Notes in the same transaction which minutes and tags are written. Only inserts: replicas that write the same minute do
 * not wait for each other.
 */
final class ChangeLog {
    private static final String ADD = """
            insert into hashtag_change (generation, span, start, changes, tags, pending, at)
            select generation, 1, to_timestamp(start), 1, array_agg(distinct tag), true, clock_timestamp()
            from unnest(?, ?, ?) as r(generation, start, tag) group by generation, start
            """;

    private ChangeLog() {}

    static void add(Connection connection, Collection<HashtagKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            new Rows<>(statement, keys)
                    .longs(HashtagKey::generation)
                    .longs(key -> key.windowStart().getEpochSecond())
                    .texts(HashtagKey::tag);
            statement.executeUpdate();
        }
    }
}
