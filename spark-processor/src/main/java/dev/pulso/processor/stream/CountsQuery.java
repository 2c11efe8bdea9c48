package dev.pulso.processor.stream;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.processor.settings.Settings;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/** The one fast query: posts and events in, counted differences and rejections out. */
public final class CountsQuery {
    /** Name of the query, its checkpoint and the first half of {@code query} in its messages. */
    public static final String NAME = "counts";

    static final StructType RECORD = new StructType()
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType)
            .add("value", DataTypes.BinaryType);

    private static final StructType MESSAGE = new StructType()
            .add("topic", DataTypes.StringType)
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType);

    private static final Encoder<Tuple2<String, byte[]>> KEYED = Encoders.tuple(Encoders.STRING(), Encoders.BINARY());

    private CountsQuery() {}

    /** Starts the query at the place its checkpoint remembers. */
    public static StreamingQuery start(
            SparkSession spark, Settings settings, Checkpoint checkpoint, LongAccumulator rejected)
            throws TimeoutException {
        Dataset<Row> records = source(spark, settings);
        return messages(records, settings, checkpoint.queryName(), rejected)
                .writeStream()
                .queryName(NAME)
                .option("checkpointLocation", checkpoint.directory().toString())
                .trigger(Trigger.ProcessingTime(settings.trigger().toMillis()))
                .format("kafka")
                .options(settings.kafkaOptions())
                .option("kafka.acks", "all")
                .option("kafka.enable.idempotence", "true")
                .option("kafka.compression.type", "lz4")
                .option("kafka.linger.ms", "5")
                .option("kafka.max.request.size", "4194304")
                .start();
    }

    private static Dataset<Row> source(SparkSession spark, Settings settings) {
        return spark.readStream()
                .format("kafka")
                .options(settings.kafkaOptions())
                .option("subscribe", Topics.POSTS.name() + "," + Topics.EVENTS_NAME)
                .option("startingOffsets", "earliest")
                // What is gone is named as a gap by the progress report; refusing to start brings nothing back.
                .option("failOnDataLoss", "false")
                .option("maxOffsetsPerTrigger", settings.maxOffsetsPerTrigger())
                .load()
                .select("topic", "partition", "offset", "timestamp", "value")
                // A task per partition of every topic costs more than reading them in turn.
                .coalesce(settings.shufflePartitions());
    }

    /** The whole way of a record, whatever brings it and whatever takes the messages. */
    static Dataset<Row> messages(Dataset<Row> records, Settings settings, String queryName, LongAccumulator rejected) {
        Duration timeToLive = settings.stateTtl();
        Dataset<Tuple2<String, byte[]>> changes = records.map(
                        (MapFunction<Row, Tuple2<String, byte[]>>) row -> Counting.read(row, rejected), KEYED)
                .groupBy("_1")
                .as(Encoders.STRING(), KEYED)
                .flatMapGroupsWithState(
                        new Counting.Remember(timeToLive),
                        OutputMode.Append(),
                        Encoders.BINARY(),
                        KEYED,
                        GroupStateTimeout.ProcessingTimeTimeout());
        return changes.repartition(settings.shufflePartitions(), functions.col("_1"))
                .mapPartitions(
                        (MapPartitionsFunction<Tuple2<String, byte[]>, Row>) part -> Counting.tally(part, queryName),
                        Encoders.row(MESSAGE))
                .withColumn(
                        "headers",
                        functions.expr("array(named_struct('key', 'content-type', 'value', cast('"
                                + CloudEvent.CONTENT_TYPE + "' as binary)))"));
    }
}
