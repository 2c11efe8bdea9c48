package dev.pulso.results.related;

import dev.pulso.results.rollup.Changes;
import dev.pulso.results.rollup.Tables;
import dev.pulso.results.window.ConcurrentChangeException;
import dev.pulso.results.window.GenerationSql;
import dev.pulso.results.window.Rows;
import dev.pulso.results.window.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Bulk statements on {@code related_window}. */
final class RelatedTable {
    static final Tables TABLES = new Tables(
            "related",
            "tag",
            List.of("tag", "related", "network", "lang"),
            List.of("posts", "reposts"),
            "posts <> 0 or reposts <> 0",
            List.of());
    static final Changes CHANGES = new Changes(TABLES);
    private static final String LOAD = """
            select w.generation, w.window_start, w.tag, w.related, w.network, w.lang, w.posts, w.reposts, w.batch, w.version
            from unnest(?, ?, ?, ?, ?, ?) as k(generation, window_start, tag, related, network, lang)
            join related_window w on w.generation = k.generation and w.window_start = to_timestamp(k.window_start)
                and w.tag = k.tag and w.related = k.related and w.network = k.network and w.lang = k.lang
            """;
    private static final String STORE = """
            insert into related_window as w (generation, window_start, tag, related, network, lang, posts, reposts, batch,
                version)
            select generation, to_timestamp(window_start), tag, related, network, lang, posts, reposts, batch, version
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as r(generation, window_start, tag, related, network, lang, posts,
                reposts, batch, version)
            on conflict (generation, window_start, tag, related, network, lang) do update set
                posts = excluded.posts, reposts = excluded.reposts, batch = excluded.batch, version = excluded.version
            where w.version = excluded.version - 1
            """;
    static final GenerationSql GENERATION_SQL = new GenerationSql(
            """
            select window_start + interval '1 minute' from related_window
            where generation = ? and window_start >= ? order by window_start offset ? limit 1
            """,
            """
            with carried as (
                insert into related_window as w (generation, window_start, tag, related, network, lang, posts, reposts,
                    batch, version, span)
                select ?, window_start, tag, related, network, lang, posts, reposts, -1, 1, span
                from related_window where generation = ? and window_start >= ? and window_start < ?
                on conflict (generation, window_start, tag, related, network, lang) do update set
                    posts = excluded.posts, reposts = excluded.reposts, version = w.version + 1, span = excluded.span
                where w.posts < excluded.posts
                returning w.generation, w.window_start, w.tag)
            insert into related_change (generation, span, start, changes, tags, pending, at)
            select generation, 1, window_start, 1, array_agg(distinct tag), true, now() from carried
            group by generation, window_start
            """,
            // Nobody was told of the rows, so nobody has to be told that they are gone.
            """
            with asked as (select ?::bigint as retired, ?::int as most, ?::bigint as serving),
            chosen as (
                select w.generation, w.window_start, w.tag, w.related, w.network, w.lang from related_window w, asked
                where w.generation = asked.retired limit (select most from asked))
            delete from related_window w using chosen s
            where w.generation = s.generation and w.window_start = s.window_start and w.tag = s.tag
                and w.related = s.related and w.network = s.network and w.lang = s.lang
            """,
            List.of(
                    "delete from related_rollup where generation = ?",
                    "delete from related_change where generation = ?"));

    private RelatedTable() {}

    static Map<RelatedKey, Stored<RelatedCount>> load(Connection connection, Collection<RelatedKey> keys)
            throws SQLException {
        Map<RelatedKey, Stored<RelatedCount>> rows = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
            bindKeys(new Rows<>(statement, keys), Function.identity());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    RelatedCount count = new RelatedCount(row.getLong(7), row.getLong(8));
                    rows.put(key(row), new Stored<>(count, row.getLong(9), row.getLong(10)));
                }
            }
        }
        return rows;
    }

    static void store(Connection connection, Map<RelatedKey, Stored<RelatedCount>> rows) throws SQLException {
        List<Map.Entry<RelatedKey, Stored<RelatedCount>>> sorted = rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(RelatedKey.ORDER))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            bindKeys(new Rows<>(statement, sorted), Map.Entry::getKey)
                    .longs(row -> row.getValue().value().posts())
                    .longs(row -> row.getValue().value().reposts())
                    .longs(row -> row.getValue().batch())
                    .longs(row -> row.getValue().version());
            if (statement.executeUpdate() != sorted.size()) {
                throw new ConcurrentChangeException("related_window");
            }
        }
    }

    private static <R> Rows<R> bindKeys(Rows<R> rows, Function<R, RelatedKey> key) throws SQLException {
        return rows.longs(row -> key.apply(row).generation())
                .longs(row -> key.apply(row).windowStart().getEpochSecond())
                .texts(row -> key.apply(row).tag())
                .texts(row -> key.apply(row).related())
                .texts(row -> key.apply(row).network())
                .texts(row -> key.apply(row).lang());
    }

    private static RelatedKey key(ResultSet row) throws SQLException {
        return new RelatedKey(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }
}
