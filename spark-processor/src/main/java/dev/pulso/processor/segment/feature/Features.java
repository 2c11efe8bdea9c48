package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import dev.pulso.contracts.Topics;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definition.AsOf;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** Makes one row per entity of the records of a topic, by the SQL of a definition. */
public final class Features {
    /** Column with the id of the entity. */
    public static final String ENTITY = "entity";

    private static final String FROM = "__from";
    private static final String TO = "__to";
    private static final String RECORDS = "__records";

    private Features() {}

    /**
     * The rows to cluster and what they were made of.
     *
     * @param rows {@code entity} (string) and a double for each feature; cached until closed
     * @param from event time of the first record that counted
     * @param to event time of the last
     * @param records how many counted
     */
    public record Table(
            Dataset<Row> rows,
            @Nullable Instant from,
            @Nullable Instant to,
            long records,
            long entities) implements AutoCloseable {
        @Override
        public void close() {
            rows.unpersist();
        }
    }

    /** The features of every entity that has a record within the look-back. */
    public static Table of(SparkSession spark, Definition definition, EntitySource source, Clock clock)
            throws IOException {
        String topic = definition.source().topic();
        // Read twice, from disk: parsing JSON is what costs, and the heap is the streaming query's.
        Dataset<Row> read = read(definition, source.records(spark, topic)).persist(StorageLevel.DISK_ONLY());
        try {
            return aggregate(definition, read, clock);
        } finally {
            read.unpersist();
        }
    }

    private static Table aggregate(Definition definition, Dataset<Row> read, Clock clock) {
        LocalDate tomorrow =
                clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        LocalDate asOf =
                definition.asOf() == AsOf.NOW ? tomorrow : dayAfterLast(read).orElse(tomorrow);
        Column inTime = col("time")
                .geq(midnight(asOf.minus(definition.lookBack())))
                .and(col("time").lt(midnight(asOf)));
        Dataset<Row> rows = unique(read, definition.source().topic())
                .where(col("counts").and(inTime))
                .withColumn("as_of", lit(asOf.toString()).cast(DataTypes.DateType))
                .groupBy(col(ENTITY), col("as_of"))
                .agg(count(lit(1)).as(RECORDS), aggregates(definition))
                .cache();
        Row span = rows.agg(min(FROM), max(TO), sum(RECORDS), count(lit(1))).head();
        return new Table(
                rows,
                span.isNullAt(0) ? null : span.getInstant(0),
                span.isNullAt(1) ? null : span.getInstant(1),
                span.isNullAt(2) ? 0 : span.getLong(2),
                span.getLong(3));
    }

    private static Column[] aggregates(Definition definition) {
        List<Column> aggregates = new ArrayList<>();
        aggregates.add(min("time").as(FROM));
        aggregates.add(max("time").as(TO));
        definition
                .features()
                .forEach(each -> aggregates.add(coalesce(expr(each.expression()).cast(DataTypes.DoubleType), lit(0.0))
                        .as(each.name())));
        return aggregates.toArray(Column[]::new);
    }

    /** {@code key}, {@code offset}, {@code time}, {@code entity}, the columns, and {@code counts}: whether to keep it. */
    private static Dataset<Row> read(Definition definition, Dataset<Row> records) {
        String envelope = "id STRING, source STRING, type STRING, subject STRING, time STRING, data STRUCT<"
                + definition.source().data() + ">";
        Dataset<Row> events = records.select(
                        col("key"),
                        col("offset"),
                        from_json(col("value"), envelope, Map.of()).as("event"))
                .select("key", "offset", "event.*")
                .withColumn("time", col("time").cast(DataTypes.TimestampType));
        String where = definition.source().where();
        Dataset<Row> named = where == null ? events : events.where(where);
        List<Column> columns = new ArrayList<>(List.of(col("key"), col("offset"), col("time")));
        for (Map.Entry<String, String> each : definition.columns().entrySet()) {
            named = named.withColumn(each.getKey(), expr(each.getValue()));
            columns.add(col(each.getKey()));
        }
        columns.add(expr(definition.entity()).as(ENTITY));
        Column known = col(ENTITY)
                .isNotNull()
                .and(col(ENTITY).notEqual(""))
                .and(col("time").isNotNull());
        Column kept = definition.keep() == null ? lit(true) : expr(definition.keep());
        columns.add(coalesce(kept, lit(false)).as("kept"));
        return named.select(columns.toArray(Column[]::new))
                .withColumn("counts", known.and(col("kept")))
                .drop("kept");
    }

    /** Of an event the first record counts, of a post the last: an update replaces it, a deletion takes it away. */
    private static Dataset<Row> unique(Dataset<Row> read, String topic) {
        Column all = struct(read.drop("key", "offset").columns()[0], rest(read));
        Column one = topic.equals(Topics.POSTS.name()) ? max_by(all, col("offset")) : min_by(all, col("offset"));
        return read.groupBy("key").agg(one.as("record")).select("record.*");
    }

    private static String[] rest(Dataset<Row> read) {
        String[] columns = read.drop("key", "offset").columns();
        return Arrays.copyOfRange(columns, 1, columns.length);
    }

    private static Optional<LocalDate> dayAfterLast(Dataset<Row> read) {
        Row last =
                read.where("counts").agg(max("time").cast(DataTypes.DateType)).head();
        return last.isNullAt(0)
                ? Optional.empty()
                : Optional.of(last.getLocalDate(0).plusDays(1));
    }

    private static Column midnight(LocalDate day) {
        return lit(day + "T00:00:00Z").cast(DataTypes.TimestampType);
    }
}
