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
import java.util.HashMap;
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
    private static final int FETCH = 5000;
    private static final int CHUNK = 5000;

    /** Replaces the sums of what has changed in the bucket. */
    void replace(Connection connection, Bucket bucket) throws SQLException {
        Map<List<String>, S> sums = read(connection, bucket);
        try (PreparedStatement statement =
                connection.prepareStatement(sql(CLEAR + bucket.span().minutes(), bucket))) {
            statement.setLong(1, bucket.generation());
            statement.setObject(2, bucket.start().atOffset(ZoneOffset.UTC));
            bindNoted(statement, 3, bucket.noted());
            statement.executeUpdate();
        }
        List<Map.Entry<List<String>, S>> rows = new ArrayList<>(sums.entrySet());
        for (int from = 0; from < rows.size(); from += CHUNK) {
            write(connection, bucket, rows.subList(from, Math.min(rows.size(), from + CHUNK)));
        }
    }

    private Map<List<String>, S> read(Connection connection, Bucket bucket) throws SQLException {
        Map<List<String>, S> sums = new HashMap<>();
        int identity = kind.tables().identity().size();
        try (PreparedStatement statement =
                connection.prepareStatement(sql(bucket.span() == Span.HOUR ? MINUTES : HOURS, bucket))) {
            statement.setLong(1, bucket.generation());
            statement.setObject(2, bucket.start().atOffset(ZoneOffset.UTC));
            statement.setObject(3, bucket.end().atOffset(ZoneOffset.UTC));
            bindNoted(statement, 4, bucket.noted());
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    S sum = sums.computeIfAbsent(key(row, identity), key -> kind.nothing());
                    kind.add(sum, row, identity + 1);
                }
            }
        }
        return sums;
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
