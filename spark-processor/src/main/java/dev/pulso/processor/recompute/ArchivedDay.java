package dev.pulso.processor.recompute;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.pulso.processor.archive.ArchiveReader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** A day as the archive has it. */
final class ArchivedDay implements Comparison.Recomputed, AutoCloseable {
    private final Dataset<Row> windows;

    /** @param mostPaired so many tags of a post make pairs */
    ArchivedDay(ArchiveReader archive, LocalDate day, int mostPaired) {
        windows = Windows.of(archive, day, mostPaired).persist(StorageLevel.DISK_ONLY());
    }

    @Override
    public Map<Comparison.Series, Figures> hashtags() {
        Map<Comparison.Series, Figures> sums = new HashMap<>();
        windows.filter(col("kind").equalTo(Windows.HASHTAG))
                .groupBy("name", "origin", "lang")
                .agg(sum("count"), sum("reposts"))
                .collectAsList()
                .forEach(row -> sums.put(
                        new Comparison.Series(row.getString(0), row.getString(1), row.getString(2)),
                        new Figures(row.getLong(3), row.getLong(4), null)));
        return sums;
    }

    @Override
    public Map<String, Figures> minutes(Comparison.Series series) {
        Map<String, Figures> minutes = new HashMap<>();
        windows.filter(col("kind").equalTo(Windows.HASHTAG))
                .filter(col("name").equalTo(series.tag()))
                .filter(col("origin").equalTo(series.network()))
                .filter(col("lang").equalTo(series.lang()))
                .collectAsList()
                .forEach(row -> minutes.put(row.getTimestamp(1).toInstant().toString(), figures(row)));
        return minutes;
    }

    @Override
    public Map<String, Map<String, Long>> related() {
        Map<String, Map<String, Long>> related = new HashMap<>();
        windows.filter(col("kind").equalTo(Windows.RELATED))
                .groupBy("name")
                .agg(sum("count"))
                .collectAsList()
                .forEach(row -> {
                    String[] pair = row.getString(0).split(Windows.AND, 2);
                    for (int side = 0; side < 2; side++) {
                        related.computeIfAbsent(pair[side], tag -> new HashMap<>())
                                .put(pair[1 - side], row.getLong(1));
                    }
                });
        return related;
    }

    @Override
    public Map<Served.Activity, Figures> activities() {
        Map<Served.Activity, Figures> activities = new HashMap<>();
        windows.filter(col("kind").equalTo(Windows.ACTIVITY))
                .collectAsList()
                .forEach(row -> activities.put(
                        new Served.Activity(
                                row.getTimestamp(1).toInstant().toString(), row.getString(2), row.getString(3)),
                        figures(row)));
        return activities;
    }

    private static Figures figures(Row row) {
        return new Figures(row.getLong(5), row.getLong(6), row.isNullAt(7) ? null : new BigDecimal(row.getString(7)));
    }

    @Override
    public void close() {
        var unused = windows.unpersist();
    }
}
