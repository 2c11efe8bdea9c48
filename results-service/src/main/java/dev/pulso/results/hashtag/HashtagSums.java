package dev.pulso.results.hashtag;

import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.rollup.Summed;
import dev.pulso.results.rollup.Tables;
import dev.pulso.results.sketch.Sketches;
import dev.pulso.results.window.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How rows of hashtags add up to hours and days. */
@ApplicationScoped
class HashtagSums implements Summed<HashtagSums.Sum> {
    private final HashtagLines lines;

    HashtagSums(HashtagLines lines) {
        this.lines = lines;
    }

    static final class Sum {
        private final Map<String, Long> spellings = new HashMap<>();
        private long posts;
        private long reposts;
        private byte @Nullable [] authors;

        private String display() {
            return new Detail(spellings, null).display("");
        }
    }

    @Override
    public Tables tables() {
        return HashtagTable.TABLES;
    }

    @Override
    public Sum nothing() {
        return new Sum();
    }

    @Override
    public void add(Sum sum, ResultSet row, int column) throws SQLException {
        long posts = row.getLong(column);
        sum.posts = Saturating.add(sum.posts, posts);
        sum.reposts = Saturating.add(sum.reposts, row.getLong(column + 1));
        sum.spellings.merge(row.getString(column + 2), posts, Saturating::add);
        sum.authors = Sketches.union(sum.authors, row.getBytes(column + 3));
    }

    @Override
    public void hourSummed(Connection connection, long generation, Instant hour, @Nullable Set<String> noted)
            throws SQLException {
        lines.replace(connection, generation, hour, noted);
    }

    @Override
    public <K> void bind(Rows<Map.Entry<K, Sum>> rows) throws SQLException {
        rows.longs(row -> row.getValue().posts)
                .longs(row -> row.getValue().reposts)
                .texts(row -> row.getValue().display())
                .bytes(row -> row.getValue().authors);
    }
}
