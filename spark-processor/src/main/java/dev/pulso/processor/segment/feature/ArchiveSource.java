package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.pulso.processor.archive.ArchiveReader;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What was filed: a place is a batch of the archive. */
public final class ArchiveSource implements EntitySource {
    private final SparkSession spark;
    private final String directory;

    /** @param directory of the archive, any Hadoop URI */
    public ArchiveSource(SparkSession spark, String directory) {
        this.spark = spark;
        this.directory = directory;
    }

    @Override
    public Increment after(SparkSession session, String topic, Position place) throws IOException {
        ArchiveReader archive = ArchiveReader.open(session, directory);
        Dataset<Row> records = archive.after(place.batches(), topic);
        return new Increment(
                records.select(
                        col("key"),
                        // A topic that was made anew counts its offsets from 0 again.
                        struct("generation", "batch", "partition", "offset").as("offset"),
                        col("value").cast("string").as("value")),
                new Position(archive.lastBatches()),
                archive.lastBatches().equals(place.batches()) ? 0 : records.count());
    }

    @Override
    public boolean reachesBackTo(Position place) throws IOException {
        return ArchiveReader.open(spark, directory)
                .lastBatches()
                .keySet()
                .containsAll(place.batches().keySet());
    }
}
