package dev.pulso.results.hashtag;

import dev.pulso.results.hashtag.RollUps.Bucket;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.sketch.Sketches;
import dev.pulso.results.window.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a bucket of {@code hashtag_rollup}, made from the rows below it. */
final class BucketSums {
    private static final String MINUTES = """
            select tag, network, lang, posts, reposts, display, authors_sketch from hashtag_window
            where generation = ? and window_start >= ? and window_start < ? and (posts <> 0 or reposts <> 0)""";
    private static final String HOURS = """
            select tag, network, lang, posts, reposts, display, authors_sketch from hashtag_rollup
            where generation = ? and start >= ? and start < ? and span = 60""";
    private static final String CLEAR = "delete from hashtag_rollup where generation = ? and start = ? and span = ";
    private static final String WRITE = """
            insert into hashtag_rollup (generation, span, start, tag, network, lang, posts, reposts, display,
                authors_sketch)
            select generation, span, to_timestamp(start), tag, network, lang, posts, reposts, display, authors_sketch
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as r(generation, span, start, tag, network, lang, posts, reposts,
                display, authors_sketch)
            """;
    private static final int FETCH = 5000;
    private static final int CHUNK = 5000;

    private record Key(String tag, String network, String lang) {}

    private static final class Sum {
        private final Map<String, Long> spellings = new HashMap<>();
        private long posts;
        private long reposts;
        private byte @Nullable [] authors;

        void add(ResultSet row) throws SQLException {
            posts = add(posts, row.getLong(4));
            reposts = add(reposts, row.getLong(5));
            spellings.merge(row.getString(6), row.getLong(4), Long::sum);
            authors = Sketches.union(authors, row.getBytes(7));
        }

        /** Stays at the end of the range: one absurd count must not keep all other sums from being made. */
        private static long add(long left, long right) {
            long sum = left + right;
            boolean overflow = ((left ^ sum) & (right ^ sum)) < 0;
            return overflow ? left < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
        }

        String display() {
            return new Detail(spellings, null).display("");
        }
    }

    private BucketSums() {}

    /** Replaces the sums of the bucket's tags. */
    static void replace(Connection connection, Bucket bucket) throws SQLException {
        Map<Key, Sum> sums = read(connection, bucket);
        try (PreparedStatement statement =
                connection.prepareStatement(CLEAR + bucket.span().minutes() + tagged(bucket))) {
            statement.setLong(1, bucket.generation());
            statement.setObject(2, bucket.start().atOffset(ZoneOffset.UTC));
            bindTags(statement, 3, bucket.tags());
            statement.executeUpdate();
        }
        List<Map.Entry<Key, Sum>> rows = new ArrayList<>(sums.entrySet());
        for (int from = 0; from < rows.size(); from += CHUNK) {
            write(connection, bucket, rows.subList(from, Math.min(rows.size(), from + CHUNK)));
        }
    }

    private static Map<Key, Sum> read(Connection connection, Bucket bucket) throws SQLException {
        String sql = (bucket.span() == Span.HOUR ? MINUTES : HOURS) + tagged(bucket);
        Map<Key, Sum> sums = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, bucket.generation());
            statement.setObject(2, bucket.start().atOffset(ZoneOffset.UTC));
            statement.setObject(3, bucket.end().atOffset(ZoneOffset.UTC));
            bindTags(statement, 4, bucket.tags());
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sums.computeIfAbsent(
                                    new Key(row.getString(1), row.getString(2), row.getString(3)), key -> new Sum())
                            .add(row);
                }
            }
        }
        return sums;
    }

    private static void write(Connection connection, Bucket bucket, List<Map.Entry<Key, Sum>> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            new Rows<>(statement, rows)
                    .longs(row -> bucket.generation())
                    .longs(row -> bucket.span().minutes())
                    .longs(row -> bucket.start().getEpochSecond())
                    .texts(row -> row.getKey().tag())
                    .texts(row -> row.getKey().network())
                    .texts(row -> row.getKey().lang())
                    .longs(row -> row.getValue().posts)
                    .longs(row -> row.getValue().reposts)
                    .texts(row -> row.getValue().display())
                    .bytes(row -> row.getValue().authors);
            statement.executeUpdate();
        }
    }

    private static String tagged(Bucket bucket) {
        return bucket.tags() == null ? "" : " and tag = any(?)";
    }

    private static void bindTags(PreparedStatement statement, int position, @Nullable Set<String> tags)
            throws SQLException {
        if (tags != null) {
            statement.setArray(position, statement.getConnection().createArrayOf("text", tags.toArray()));
        }
    }
}
