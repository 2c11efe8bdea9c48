package dev.pulso.processor.archive;

import dev.pulso.contracts.Topics;
import dev.pulso.processor.settings.Settings;
import dev.pulso.processor.stream.Checkpoint;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/**
 * The slow query that files every post and event: one segment a batch, written over when a batch is replayed, so that each
 * record is archived exactly once. Its checkpoint lies in the archive: one is never lost without the other.
 */
public final class ArchiveQuery {
    public static final String NAME = "archive";

    private ArchiveQuery() {}

    /** Starts the query at the place its checkpoint remembers. */
    public static StreamingQuery start(SparkSession spark, Settings settings) throws IOException, TimeoutException {
        String root = settings.archive().directory();
        var hadoop = spark.sparkContext().hadoopConfiguration();
        Checkpoint checkpoint = Checkpoint.open(root, "checkpoint", hadoop, Clock.systemUTC());
        ArchiveStore store = new ArchiveStore(root, hadoop);
        Compaction compaction = new Compaction(store, settings.archive().fanIn());
        VoidFunction2<Dataset<Row>, Long> write = (records, batch) -> {
            compaction.run(spark);
            write(records, store, Segment.of(checkpoint.generation(), batch));
        };
        return source(spark, settings)
                .writeStream()
                .queryName(NAME)
                .option("checkpointLocation", checkpoint.directory().toString())
                .trigger(Trigger.ProcessingTime(settings.archive().trigger().toMillis()))
                .foreachBatch(write)
                .start();
    }

    private static Dataset<Row> source(SparkSession spark, Settings settings) {
        return spark.readStream()
                .format("kafka")
                .options(settings.kafkaSourceOptions())
                .option("subscribe", Topics.POSTS.name() + "," + Topics.EVENTS_NAME)
                .option("startingOffsets", "earliest")
                // The counting query names the gap; what is left is still worth filing.
                .option("failOnDataLoss", "false")
                .option("maxOffsetsPerTrigger", settings.archive().maxOffsetsPerTrigger())
                .load()
                .select("topic", "partition", "offset", "timestamp", "value");
    }

    static void write(Dataset<Row> records, ArchiveStore store, Segment segment) throws IOException {
        long generation = segment.generation();
        long batch = segment.from();
        // One task and hence one file a day: it must leave cores to the query that counts.
        save(
                records.coalesce(1)
                        .mapPartitions(
                                (MapPartitionsFunction<Row, Row>) rows -> rows(rows, generation, batch),
                                Encoders.row(ArchiveRow.WRITTEN)),
                store.path(segment).toString(),
                "kind",
                "day");
    }

    /** Writes whole files, beginning with a clean directory. */
    static void save(Dataset<Row> rows, String directory, String... partitions) {
        rows.write()
                .mode(SaveMode.Overwrite)
                .partitionBy(partitions)
                .option("compression", "zstd")
                // Rows of a file wait in memory until a group of them is full; the default is 128 MB.
                .option("parquet.block.size", 8 << 20)
                .parquet(directory);
    }

    private static Iterator<Row> rows(Iterator<Row> records, long generation, long batch) {
        Iterable<Row> all = () -> records;
        Stream<Row> stream = StreamSupport.stream(all.spliterator(), false);
        return stream.map(row -> ArchiveRow.of(row, generation, batch))
                .flatMap(Optional::stream)
                .iterator();
    }
}
