package dev.pulso.results.rollup;

import dev.pulso.results.rollup.RollUps.Bucket;
import dev.pulso.results.window.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a bucket of sums, made from the rows below it. */
record BucketSums<S>(Summed<S> kind) {
    private static final String MINUTES = """
            select {identity}, {values} from {kind}_window
            where generation = ? and window_start >= ? and window_start < ? and ({filled})""";
    private static final String HOURS = """
            select {identity}, {values} from {kind}_rollup
            where generation = ? and start >= ? and start < ? and span = 60""";
    private static final String CLEAR = "delete from {kind}_rollup where generation = ? and start = ? and span = ";
    private static final String WRITE = """
            insert into {kind}_rollup (generation, span, start, {identity}, {values})
            select generation, span, to_timestamp(start), {identity}, {values}
            from unnest(%s) as r(generation, span, start, {identity}, {values})
            """;
    // A sum of many authors is some kilobytes.
    private static final int CHUNK = 1000;

    /** Replaces the sums of what has changed in the bucket. */
    void replace(Connection connection, Bucket bucket) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql(CLEAR + bucket.span().minutes(), bucket))) {
            statement.setLong(1, bucket.generation());
            statement.setObject(2, bucket.start().atOffset(ZoneOffset.UTC));
            bindNoted(statement, 3, bucket.noted());
            statement.executeUpdate();
        }
        String rows = bucket.span() == Span.HOUR ? MINUTES : HOURS;
        try (PreparedStatement statement = connection.prepareStatement(sql(rows, bucket) + ordered())) {
            statement.setLong(1, bucket.generation());
            statement.setObject(2, bucket.start().atOffset(ZoneOffset.UTC));
            statement.setObject(3, bucket.end().atOffset(ZoneOffset.UTC));
            bindNoted(statement, 4, bucket.noted());
            statement.setFetchSize(CHUNK);
            try (ResultSet row = statement.executeQuery()) {
                sum(connection, bucket, row);
            }
        }
    }

    // A day of millions of keys does not fit into memory: PostgreSQL sorts on disk, and here one key is open at a time.
    private void sum(Connection connection, Bucket bucket, ResultSet row) throws SQLException {
        int identity = kind.tables().identity().size();
        List<Map.Entry<List<String>, S>> sums = new ArrayList<>(CHUNK);
        Map.Entry<List<String>, S> open = null;
        while (row.next()) {
            List<String> key = key(row, identity);
            if (open == null || !open.getKey().equals(key)) {
                if (sums.size() == CHUNK) {
                    write(connection, bucket, sums);
                    sums.clear();
                }
                open = Map.entry(key, kind.nothing());
                sums.add(open);
            }
            kind.add(open.getValue(), row, identity + 1);
        }
        if (!sums.isEmpty()) {
            write(connection, bucket, sums);
        }
    }

    private String ordered() {
        return kind.tables().sql(" order by {identity}");
    }

    private static List<String> key(ResultSet row, int columns) throws SQLException {
        List<String> key = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
            key.add(row.getString(column));
        }
        return key;
    }

    private void write(Connection connection, Bucket bucket, List<Map.Entry<List<String>, S>> sums)
            throws SQLException {
        Tables tables = kind.tables();
        int identity = tables.identity().size();
        String arrays = String.join(
                ", ", Collections.nCopies(3 + identity + tables.values().size(), "?"));
        try (PreparedStatement statement = connection.prepareStatement(tables.sql(WRITE.formatted(arrays)))) {
            Rows<Map.Entry<List<String>, S>> rows = new Rows<>(statement, sums)
                    .longs(row -> bucket.generation())
                    .longs(row -> bucket.span().minutes())
                    .longs(row -> bucket.start().getEpochSecond());
            for (int column = 0; column < identity; column++) {
                int at = column;
                rows.texts(row -> row.getKey().get(at));
            }
            kind.bind(rows);
            statement.executeUpdate();
        }
    }

    private String sql(String template, Bucket bucket) {
        return kind.tables().sql(bucket.noted() == null ? template : template + " and {noted} = any(?)");
    }

    private static void bindNoted(PreparedStatement statement, int position, @Nullable Set<String> noted)
            throws SQLException {
        if (noted != null) {
            statement.setArray(position, statement.getConnection().createArrayOf("text", noted.toArray()));
        }
    }
}
