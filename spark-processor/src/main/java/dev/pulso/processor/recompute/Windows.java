package dev.pulso.processor.recompute;

import dev.pulso.processor.archive.ArchiveReader;
import dev.pulso.processor.counting.ActivityChange;
import dev.pulso.processor.counting.Change;
import dev.pulso.processor.counting.HashtagChange;
import dev.pulso.processor.counting.RelatedChange;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The windows of a day, made by the rules of the stream ({@code counting}) but without its state or batches. */
final class Windows {
    static final String HASHTAG = "hashtag";
    static final String ACTIVITY = "activity";
    static final String RELATED = "related";

    /** Between the two tags of a pair: in none of them, as no control character is. */
    static final String AND = "\n";

    /** {@code name}, {@code origin}, {@code lang}: tag or pair, network, language; or type, source and nothing. */
    static final StructType SCHEMA = new StructType()
            .add("kind", DataTypes.StringType)
            .add("minute", DataTypes.TimestampType)
            .add("name", DataTypes.StringType)
            .add("origin", DataTypes.StringType)
            .add("lang", DataTypes.StringType)
            .add("count", DataTypes.LongType)
            .add("reposts", DataTypes.LongType)
            .add("value", DataTypes.StringType);

    private static final int SHARES = 8;

    private record Key(String kind, Instant minute, String name, String origin, String lang) {}

    private static final class Sum {
        long count;
        long reposts;

        @Nullable
        BigDecimal value;
    }

    private Windows() {}

    /**
     * One row a window that something was counted in.
     *
     * @param mostPaired so many tags of a post make pairs
     */
    static Dataset<Row> of(ArchiveReader archive, LocalDate day, int mostPaired) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return archive.about(day)
                .groupByKey((MapFunction<Row, String>) row -> row.getAs("key"), Encoders.STRING())
                .flatMapGroups(
                        (FlatMapGroupsFunction<String, Row, Row>) (key, records) -> rows(records, mostPaired, from, to),
                        Encoders.row(SCHEMA))
                .repartition(SHARES, functions.col("name"), functions.col("minute"))
                .mapPartitions((MapPartitionsFunction<Row, Row>) Windows::sums, Encoders.row(SCHEMA));
    }

    private static Iterator<Row> rows(Iterator<Row> records, int mostPaired, Instant from, Instant to) {
        return ArchiveReader.changes(records, mostPaired).stream()
                .map(Windows::row)
                .filter(row -> {
                    Instant minute = row.getTimestamp(1).toInstant();
                    return !minute.isBefore(from) && minute.isBefore(to);
                })
                .iterator();
    }

    private static Row row(Change change) {
        HashtagChange hashtag = change.hashtag();
        if (hashtag != null) {
            HashtagChange.Key key = hashtag.key();
            return row(
                    new Key(HASHTAG, key.windowStart(), key.tag(), key.network(), key.lang()),
                    hashtag.posts(),
                    hashtag.reposts(),
                    null);
        }
        RelatedChange related = change.related();
        if (related != null) {
            RelatedChange.Key key = related.key();
            return row(
                    new Key(RELATED, key.windowStart(), key.tag() + AND + key.related(), key.network(), key.lang()),
                    related.posts(),
                    related.reposts(),
                    null);
        }
        ActivityChange activity = change.activity();
        if (activity == null) {
            throw new IllegalStateException("only posts and events are archived");
        }
        ActivityChange.Key key = activity.key();
        return row(new Key(ACTIVITY, key.windowStart(), key.type(), key.source(), ""), 1, 0, activity.value());
    }

    private static Row row(Key key, long count, long reposts, @Nullable BigDecimal value) {
        return RowFactory.create(
                key.kind,
                Timestamp.from(key.minute),
                key.name,
                key.origin,
                key.lang,
                count,
                reposts,
                value == null ? null : value.toString());
    }

    private static Iterator<Row> sums(Iterator<Row> rows) {
        Map<Key, Sum> sums = new HashMap<>();
        rows.forEachRemaining(row -> {
            Key key = new Key(
                    row.getString(0),
                    row.getTimestamp(1).toInstant(),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4));
            Sum sum = sums.computeIfAbsent(key, each -> new Sum());
            sum.count += row.getLong(5);
            sum.reposts += row.getLong(6);
            if (!row.isNullAt(7)) {
                BigDecimal value = new BigDecimal(row.getString(7));
                sum.value = sum.value == null ? value : sum.value.add(value);
            }
        });
        List<Row> windows = new ArrayList<>();
        sums.forEach((key, sum) -> windows.add(row(key, sum.count, sum.reposts, sum.value)));
        return windows.iterator();
    }
}
