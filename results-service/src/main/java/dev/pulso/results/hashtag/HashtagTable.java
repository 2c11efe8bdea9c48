package dev.pulso.results.hashtag;

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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Bulk statements on {@code hashtag_window}. */
final class HashtagTable {
    static final Tables TABLES = new Tables(
            "hashtag",
            "tag",
            List.of("tag", "network", "lang"),
            List.of("posts", "reposts", "display", "authors_sketch"),
            "posts <> 0 or reposts <> 0",
            List.of(HashtagLines.TABLE));
    static final Changes CHANGES = new Changes(TABLES);
    private static final String COLUMNS =
            "w.generation, w.window_start, w.tag, w.network, w.lang, w.display, w.posts, w.reposts, w.authors_sketch,"
                    + " w.samples, w.batch, w.version, w.span";
    private static final String LOAD = """
            select %s
            from unnest(?, ?, ?, ?, ?) as k(generation, window_start, tag, network, lang)
            join hashtag_window w on w.generation = k.generation and w.window_start = to_timestamp(k.window_start)
                and w.tag = k.tag and w.network = k.network and w.lang = k.lang
            """.formatted(COLUMNS);
    // The version check makes the write safe even if two replicas believe for a moment that they own the partition.
    private static final String STORE = """
            insert into hashtag_window as w (generation, window_start, tag, network, lang, display, posts, reposts,
                authors, authors_sketch, samples, batch, version)
            select generation, to_timestamp(window_start), tag, network, lang, display, posts, reposts,
                authors, authors_sketch, samples, batch, version
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as r(generation, window_start, tag, network, lang,
                display, posts, reposts, authors, authors_sketch, samples, batch, version)
            on conflict (generation, window_start, tag, network, lang) do update set
                display = excluded.display, posts = excluded.posts, reposts = excluded.reposts,
                authors = excluded.authors, authors_sketch = excluded.authors_sketch,
                samples = excluded.samples, batch = excluded.batch, version = excluded.version
            where w.version = excluded.version - 1
            """;
    private static final String SLICE =
            "select %s from hashtag_window w where generation = ? and window_start >= ? and window_start < ? for share"
                    .formatted(COLUMNS);
    static final GenerationSql GENERATION_SQL = new GenerationSql(
            """
            select window_start + interval '1 minute' from hashtag_window
            where generation = ? and window_start >= ? order by window_start offset ? limit 1
            """,
            """
            with carried as (
                insert into hashtag_window as w (generation, window_start, tag, network, lang, display, posts, reposts,
                    authors, authors_sketch, samples, batch, version, span)
                select ?, window_start, tag, network, lang, display, posts, reposts, authors, authors_sketch, null,
                    -1, 1, span
                from hashtag_window where generation = ? and window_start >= ? and window_start < ?
                on conflict (generation, window_start, tag, network, lang) do update set
                    posts = excluded.posts, reposts = excluded.reposts, authors = excluded.authors,
                    authors_sketch = excluded.authors_sketch, samples = null, version = w.version + 1,
                    span = excluded.span
                where w.posts < excluded.posts
                returning w.generation, w.window_start, w.tag)
            insert into hashtag_change (generation, span, start, changes, tags, pending, at)
            select generation, 1, window_start, 1, array_agg(distinct tag), true, now() from carried
            group by generation, window_start
            """,
            """
            with asked as (select ?::bigint as retired, ?::int as most, ?::bigint as serving),
            chosen as (
                select w.generation, w.window_start, w.tag, w.network, w.lang from hashtag_window w, asked
                where w.generation = asked.retired limit (select most from asked)),
            gone as (
                delete from hashtag_window w using chosen s
                where w.generation = s.generation and w.window_start = s.window_start and w.tag = s.tag
                    and w.network = s.network and w.lang = s.lang
                returning w.window_start, w.tag, w.network, w.lang, w.display)
            insert into hashtag_window (generation, window_start, tag, network, lang, display, posts, reposts, authors,
                batch, version)
            select serving, window_start, tag, network, lang, display, 0, 0, 0, -1, 1 from gone, asked
            on conflict do nothing
            """,
            List.of(
                    "delete from hashtag_rollup where generation = ?",
                    "delete from hashtag_line where generation = ?",
                    "delete from hashtag_change where generation = ?"));

    private HashtagTable() {}

    static Map<HashtagKey, Stored<HashtagCount>> load(Connection connection, Collection<HashtagKey> keys)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
            bindKeys(new Rows<>(statement, keys), Function.identity());
            return read(statement);
        }
    }

    static Map<HashtagKey, Stored<HashtagCount>> slice(Connection connection, long generation, Instant from, Instant to)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLICE)) {
            statement.setLong(1, generation);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setObject(3, to.atOffset(ZoneOffset.UTC));
            return read(statement);
        }
    }

    static void store(Connection connection, Map<HashtagKey, Stored<HashtagCount>> rows) throws SQLException {
        List<Map.Entry<HashtagKey, Stored<HashtagCount>>> sorted = rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(HashtagKey.ORDER))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            bindKeys(new Rows<>(statement, sorted), Map.Entry::getKey)
                    .texts(row -> row.getValue().value().display())
                    .longs(row -> row.getValue().value().posts())
                    .longs(row -> row.getValue().value().reposts())
                    .longs(row -> row.getValue().value().authorEstimate())
                    .bytes(row -> row.getValue().value().authors())
                    .texts(row -> row.getValue().value().samples().json())
                    .longs(row -> row.getValue().batch())
                    .longs(row -> row.getValue().version());
            if (statement.executeUpdate() != sorted.size()) {
                throw new ConcurrentChangeException("hashtag_window");
            }
        }
    }

    private static <R> Rows<R> bindKeys(Rows<R> rows, Function<R, HashtagKey> key) throws SQLException {
        return rows.longs(row -> key.apply(row).generation())
                .longs(row -> key.apply(row).windowStart().getEpochSecond())
                .texts(row -> key.apply(row).tag())
                .texts(row -> key.apply(row).network())
                .texts(row -> key.apply(row).lang());
    }

    private static Map<HashtagKey, Stored<HashtagCount>> read(PreparedStatement statement) throws SQLException {
        Map<HashtagKey, Stored<HashtagCount>> rows = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
                HashtagKey key =
                        new HashtagKey(row.getLong(1), start, row.getString(3), row.getString(4), row.getString(5));
                HashtagCount count = new HashtagCount(
                        row.getString(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getBytes(9),
                        new HashtagSamples(row.getString(10)),
                        row.getInt(13));
                rows.put(key, new Stored<>(count, row.getLong(11), row.getLong(12)));
            }
        }
        return rows;
    }
}
