package dev.pulso.results.activity;

import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.rollup.Summed;
import dev.pulso.results.rollup.Tables;
import dev.pulso.results.sketch.Sketches;
import dev.pulso.results.window.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rows of activity add up to hours and days. */
@ApplicationScoped
class ActivitySums implements Summed<ActivitySums.Sum> {
    static final class Sum {
        private long events;
        private @Nullable BigDecimal values;
        private byte @Nullable [] subjects;
    }

    @Override
    public Tables tables() {
        return ActivityTable.TABLES;
    }

    @Override
    public Sum nothing() {
        return new Sum();
    }

    @Override
    public void add(Sum sum, ResultSet row, int column) throws SQLException {
        sum.events = Saturating.add(sum.events, row.getLong(column));
        sum.values = ActivityCount.sum(sum.values, row.getBigDecimal(column + 1));
        sum.subjects = Sketches.union(sum.subjects, row.getBytes(column + 2));
    }

    @Override
    public <K> void bind(Rows<Map.Entry<K, Sum>> rows) throws SQLException {
        rows.longs(row -> row.getValue().events)
                .decimals(row -> row.getValue().values)
                .bytes(row -> row.getValue().subjects);
    }
}
