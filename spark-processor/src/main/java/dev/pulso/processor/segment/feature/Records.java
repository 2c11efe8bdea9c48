package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_micros;

import dev.pulso.contracts.Topics;
import dev.pulso.processor.segment.definition.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads messages by a definition: which entity, which day, and the columns of which features are made. */
final class Records {
    static final String DIGEST = "digest";
    static final String ID = "id";
    static final String DAY = "day";
    static final String COUNTS = "counts";
    static final String OP = "op";
    static final String REVISION = "revision";
    static final String BODY = "body";
    /** Lossless: timestamps to the microsecond. */
    static final Map<String, String> JSON = Map.of("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");

    private static final String EVENT = "event";

    private final Definition definition;

    Records(Definition definition) {
        this.definition = definition;
    }

    /** 128 bits of SHA-256, in hexadecimal digits: of fixed width, and nothing that can be read back. */
    static Column digest(Column text) {
        return substring(sha2(text.cast(DataTypes.BinaryType), 256), 1, EntityId.WIDTH);
    }

    /**
     * One row a record, those of a key one after the other: {@link #DIGEST} of the key, {@link #ID} of the entity, {@link #DAY},
     * {@link #COUNTS} (whether it is one for the features), {@link #OP} and {@link #REVISION} of a post, and {@link #BODY}:
     * {@link #body} as JSON.
     *
     * @param parts how many the records are cut into: one at a time is in memory
     */
    Dataset<Row> rows(Dataset<Row> records, int parts) {
        boolean posts = definition.source().topic().equals(Topics.POSTS.name());
        Dataset<Row> read = read(records)
                .withColumn(OP, posts ? get_json_object(col("value"), "$.data.op") : lit("CREATE"))
                .withColumn(REVISION, posts ? revision() : lit(0L));
        return read.select(
                        digest(col("key")).as(DIGEST),
                        col("offset"),
                        digest(col(Features.ENTITY)).as(ID),
                        col("time")
                                .cast(DataTypes.DateType)
                                .cast(DataTypes.StringType)
                                .as(DAY),
                        col(COUNTS),
                        col(OP),
                        col(REVISION),
                        to_json(body(read), JSON).as(BODY))
                .repartition(parts, col(DIGEST))
                .sortWithinPartitions(DIGEST, "offset");
    }

    /** What a record is kept as: entity, time and the columns. */
    StructType body(SparkSession spark) {
        Dataset<Row> none = read(spark.createDataFrame(
                List.of(),
                new StructType()
                        .add("key", DataTypes.StringType)
                        .add("offset", DataTypes.LongType)
                        .add("value", DataTypes.StringType)));
        return (StructType)
                none.select(body(none).as(BODY)).schema().apply(BODY).dataType();
    }

    private Column body(Dataset<Row> read) {
        List<Column> columns = new ArrayList<>(List.of(col(Features.ENTITY), col("time")));
        definition.columns().keySet().forEach(each -> columns.add(col("`" + each + "`")));
        return struct(columns.toArray(Column[]::new));
    }

    private static Column revision() {
        return coalesce(
                unix_micros(coalesce(
                                get_json_object(col("value"), "$.data.editedAt"),
                                get_json_object(col("value"), "$.data.observedAt"))
                        .cast(DataTypes.TimestampType)),
                lit(0L));
    }

    private Dataset<Row> read(Dataset<Row> records) {
        String envelope = "id STRING, source STRING, type STRING, subject STRING, time STRING, data STRUCT<"
                + definition.source().data() + ">";
        Dataset<Row> events = records.select(
                        col("key"),
                        col("offset"),
                        col("value"),
                        from_json(col("value"), envelope, Map.of()).as(EVENT))
                .select("key", "offset", "value", EVENT + ".*")
                .withColumn("time", col("time").cast(DataTypes.TimestampType));
        String where = definition.source().where();
        Dataset<Row> named = where == null ? events : events.where(where);
        List<Column> columns = new ArrayList<>(List.of(col("key"), col("offset"), col("value"), col("time")));
        for (Map.Entry<String, String> each : definition.columns().entrySet()) {
            named = named.withColumn(each.getKey(), expr(each.getValue()));
            columns.add(col("`" + each.getKey() + "`"));
        }
        columns.add(expr(definition.entity()).as(Features.ENTITY));
        Column known = col(Features.ENTITY)
                .isNotNull()
                .and(col(Features.ENTITY).notEqual(""))
                // Days are compared as text of ten characters.
                .and(col("time").between(timestamp("0001-01-01"), timestamp("9999-12-31")));
        Column kept = definition.keep() == null ? lit(true) : expr(definition.keep());
        columns.add(coalesce(kept, lit(false)).as("kept"));
        return named.select(columns.toArray(Column[]::new))
                .withColumn(COUNTS, coalesce(known.and(col("kept")), lit(false)))
                .drop("kept");
    }

    private static Column timestamp(String day) {
        return lit(day + "T00:00:00Z").cast(DataTypes.TimestampType);
    }
}
