package dev.pulso.results.related;

import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.rollup.Summed;
import dev.pulso.results.rollup.Tables;
import dev.pulso.results.window.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** How rows of pairs add up to hours and days. */
@ApplicationScoped
class RelatedSums implements Summed<RelatedSums.Sum> {
    static final class Sum {
        private long posts;
        private long reposts;
    }

    @Override
    public Tables tables() {
        return RelatedTable.TABLES;
    }

    @Override
    public Sum nothing() {
        return new Sum();
    }

    @Override
    public void add(Sum sum, ResultSet row, int column) throws SQLException {
        sum.posts = Saturating.add(sum.posts, row.getLong(column));
        sum.reposts = Saturating.add(sum.reposts, row.getLong(column + 1));
    }

    @Override
    public <K> void bind(Rows<Map.Entry<K, Sum>> rows) throws SQLException {
        rows.longs(row -> row.getValue().posts).longs(row -> row.getValue().reposts);
    }
}
