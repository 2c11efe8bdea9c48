package dev.pulso.processor.stream;

import dev.pulso.contracts.Topics;
import dev.pulso.processor.settings.Settings;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** The one fast query: posts and events in, counted differences and rejections out. */
public final class CountsQuery {
    /** Name of the query, its checkpoint and the first half of {@code query} in its messages. */
    public static final String NAME = "counts";

    private CountsQuery() {}

    /** Starts the query at the place its checkpoint remembers. */
    public static StreamingQuery start(
            SparkSession spark, Settings settings, Checkpoint checkpoint, CountsFigures figures)
            throws TimeoutException {
        return source(spark, settings)
                .writeStream()
                .queryName(NAME)
                .option("checkpointLocation", checkpoint.directory().toString())
                .trigger(Trigger.ProcessingTime(settings.trigger().toMillis()))
                .foreachBatch(new CountsBatch(
                        spark,
                        checkpoint.directory(),
                        checkpoint.queryName(),
                        Remembering.of(settings),
                        figures,
                        messages -> send(messages, settings)))
                .start();
    }

    private static Dataset<Row> source(SparkSession spark, Settings settings) {
        return spark.readStream()
                .format("kafka")
                .options(settings.kafkaSourceOptions())
                .option("subscribe", Topics.POSTS.name() + "," + Topics.EVENTS_NAME)
                .option("startingOffsets", "earliest")
                // What is gone is named as a gap by the progress report; refusing to start brings nothing back.
                .option("failOnDataLoss", "false")
                .option("maxOffsetsPerTrigger", settings.maxOffsetsPerTrigger())
                .load();
    }

    private static void send(Dataset<Row> messages, Settings settings) {
        messages.write()
                .format("kafka")
                .mode(SaveMode.Append)
                .options(settings.kafkaOptions())
                .option("kafka.acks", "all")
                .option("kafka.enable.idempotence", "true")
                .option("kafka.compression.type", "lz4")
                .option("kafka.linger.ms", "5")
                .option("kafka.batch.size", "131072")
                .option("kafka.max.request.size", "4194304")
                .save();
    }
}
