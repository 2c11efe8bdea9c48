package dev.pulso.processor.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pulso.contracts.Topics;
import dev.pulso.processor.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.MemoryStream;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Sends made-up records through the same steps, state store included, so that the first real batch does not pay for
 * loading and compiling some thousand classes. Leaves nothing behind.
 */
public final class WarmUp {
    private static final int RECORDS = 200;
    private static final int BATCHES = 2;

    /** Of Spark's Kafka source. */
    static final StructType RECORD = new StructType()
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType)
            .add("timestampType", DataTypes.IntegerType);

    private WarmUp() {}

    /** Does nothing on a cluster: its executors would not see the folder of the checkpoint. */
    public static void run(SparkSession spark, Settings settings)
            throws IOException, TimeoutException, StreamingQueryException {
        if (!spark.sparkContext().isLocal()) {
            return;
        }
        Path checkpoint = Files.createTempDirectory("pulso-warm-up");
        try {
            var records = new MemoryStream<>(0, spark.sqlContext(), Option.empty(), Encoders.row(RECORD));
            StreamingQuery query = records.toDF()
                    .writeStream()
                    .foreachBatch(new CountsBatch(
                            spark,
                            new org.apache.hadoop.fs.Path(checkpoint.toUri()),
                            "warm-up@0",
                            Remembering.of(settings),
                            new CountsFigures(spark.sparkContext()),
                            messages -> messages.write()
                                    .format("noop")
                                    .mode(SaveMode.Overwrite)
                                    .save()))
                    .option("checkpointLocation", checkpoint.toUri().toString())
                    .start();
            for (int batch = 0; batch < BATCHES; batch++) {
                records.addData(JavaConverters.asScalaBuffer(records(batch)));
                query.processAllAvailable();
            }
            query.stop();
            // Otherwise Spark goes on tidying the state that is deleted below.
            StateStore.stop();
        } finally {
            delete(checkpoint);
        }
    }

    private static List<Row> records(int batch) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            boolean post = i % 2 == 0;
            String topic = post ? Topics.POSTS.name() : Topics.EVENTS_NAME;
            String value = post ? post(batch, i) : event(batch, i);
            rows.add(RowFactory.create(
                    null,
                    value.getBytes(UTF_8),
                    topic,
                    0,
                    (long) batch * RECORDS + i,
                    Timestamp.from(Instant.EPOCH),
                    1));
        }
        return rows;
    }

    private static String post(int batch, int i) {
        String op = i % 10 == 0 && batch > 0 ? "UPDATE" : "CREATE";
        return """
                {"specversion":"1.0","id":"%d","source":"/warm-up","type":"pulso.post.v1","time":"2000-01-01T00:00:00Z",
                 "data":{"op":"%s","network":"warm-up","postId":"%d","authorKey":"k:%d","lang":"en","text":"#A%d %d",
                 "hashtags":[{"tag":"a%d","text":"A%d"},{"tag":"b"}],"createdAt":"2000-01-01T00:00:00Z","observedAt":"2000-01-01T00:00:00Z"}}
                """.formatted(i, op, i, i % 7, i % 5, batch, i % 5, i % 5);
    }

    private static String event(int batch, int i) {
        return """
                {"specversion":"1.0","id":"%d-%d","source":"/warm-up","type":"warm-up.v1","time":"2000-01-01T00:00:00Z",
                 "subject":"s%d","pulsovalue":"/v","data":{"v":%d}}
                """.formatted(batch, i, i % 9, i);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
