package dev.pulso.results.activity;

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

/** Bulk statements on {@code activity_window}. */
final class ActivityTable {
    static final Tables TABLES = new Tables(
            "activity",
            "type",
            List.of("type", "source"),
            List.of("events", "value_sum", "subjects_sketch"),
            "events <> 0 or value_sum is not null",
            List.of());
    static final Changes CHANGES = new Changes(TABLES);
    private static final String COLUMNS = "w.generation, w.window_start, w.type, w.source, w.events, w.subjects_sketch,"
            + " w.value_sum, w.batch, w.version, w.span";
    private static final String LOAD = """
            select %s
            from unnest(?, ?, ?, ?) as k(generation, window_start, type, source)
            join activity_window w on w.generation = k.generation and w.window_start = to_timestamp(k.window_start)
                and w.type = k.type and w.source = k.source
            """.formatted(COLUMNS);
    private static final String STORE = """
            insert into activity_window as w (generation, window_start, type, source, events, subjects,
                subjects_sketch, value_sum, batch, version)
            select generation, to_timestamp(window_start), type, source, events, subjects,
                subjects_sketch, value_sum, batch, version
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as r(generation, window_start, type, source, events, subjects,
                subjects_sketch, value_sum, batch, version)
            on conflict (generation, window_start, type, source) do update set
                events = excluded.events, subjects = excluded.subjects, subjects_sketch = excluded.subjects_sketch,
                value_sum = excluded.value_sum, batch = excluded.batch, version = excluded.version
            where w.version = excluded.version - 1
            """;
    private static final String SLICE =
            "select %s from activity_window w where generation = ? and window_start >= ? and window_start < ? for share"
                    .formatted(COLUMNS);
    static final GenerationSql GENERATION_SQL = new GenerationSql(
            """
            select window_start + interval '1 minute' from activity_window
            where generation = ? and window_start >= ? order by window_start offset ? limit 1
            """,
            """
            with carried as (
                insert into activity_window as w (generation, window_start, type, source, events, subjects,
                    subjects_sketch, value_sum, batch, version, span)
                select ?, window_start, type, source, events, subjects, subjects_sketch, value_sum, -1, 1, span
                from activity_window where generation = ? and window_start >= ? and window_start < ?
                on conflict (generation, window_start, type, source) do update set
                    events = excluded.events, subjects = excluded.subjects,
                    subjects_sketch = excluded.subjects_sketch, value_sum = excluded.value_sum,
                    version = w.version + 1, span = excluded.span
                where w.events < excluded.events
                returning w.generation, w.window_start, w.type)
            insert into activity_change (generation, span, start, changes, types, pending, at)
            select generation, 1, window_start, 1, array_agg(distinct type), true, now() from carried
            group by generation, window_start
            """,
            """
            with asked as (select ?::bigint as retired, ?::int as most, ?::bigint as serving),
            chosen as (
                select w.generation, w.window_start, w.type, w.source from activity_window w, asked
                where w.generation = asked.retired limit (select most from asked)),
            gone as (
                delete from activity_window w using chosen s
                where w.generation = s.generation and w.window_start = s.window_start and w.type = s.type
                    and w.source = s.source
                returning w.window_start, w.type, w.source)
            insert into activity_window (generation, window_start, type, source, events, subjects, batch, version)
            select serving, window_start, type, source, 0, 0, -1, 1 from gone, asked
            on conflict do nothing
            """,
            List.of(
                    "delete from activity_rollup where generation = ?",
                    "delete from activity_change where generation = ?"));

    private ActivityTable() {}

    static Map<ActivityKey, Stored<ActivityCount>> load(Connection connection, Collection<ActivityKey> keys)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
            bindKeys(new Rows<>(statement, keys), Function.identity());
            return read(statement);
        }
    }

    static Map<ActivityKey, Stored<ActivityCount>> slice(
            Connection connection, long generation, Instant from, Instant to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLICE)) {
            statement.setLong(1, generation);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setObject(3, to.atOffset(ZoneOffset.UTC));
            return read(statement);
        }
    }

    static void store(Connection connection, Map<ActivityKey, Stored<ActivityCount>> rows) throws SQLException {
        List<Map.Entry<ActivityKey, Stored<ActivityCount>>> sorted = rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ActivityKey.ORDER))
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            bindKeys(new Rows<>(statement, sorted), Map.Entry::getKey)
                    .longs(row -> row.getValue().value().events())
                    .longs(row -> row.getValue().value().subjectEstimate())
                    .bytes(row -> row.getValue().value().subjects())
                    .decimals(row -> row.getValue().value().valueSum())
                    .longs(row -> row.getValue().batch())
                    .longs(row -> row.getValue().version());
            if (statement.executeUpdate() != sorted.size()) {
                throw new ConcurrentChangeException("activity_window");
            }
        }
    }

    private static <R> Rows<R> bindKeys(Rows<R> rows, Function<R, ActivityKey> key) throws SQLException {
        return rows.longs(row -> key.apply(row).generation())
                .longs(row -> key.apply(row).windowStart().getEpochSecond())
                .texts(row -> key.apply(row).type())
                .texts(row -> key.apply(row).source());
    }

    private static Map<ActivityKey, Stored<ActivityCount>> read(PreparedStatement statement) throws SQLException {
        Map<ActivityKey, Stored<ActivityCount>> rows = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
                ActivityKey key = new ActivityKey(row.getLong(1), start, row.getString(3), row.getString(4));
                ActivityCount count =
                        new ActivityCount(row.getLong(5), row.getBytes(6), row.getBigDecimal(7), row.getInt(10));
                rows.put(key, new Stored<>(count, row.getLong(8), row.getLong(9)));
            }
        }
        return rows;
    }
}
