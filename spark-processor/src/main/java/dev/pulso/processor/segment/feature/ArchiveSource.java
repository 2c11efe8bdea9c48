package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.pulso.processor.archive.ArchiveReader;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** All that was ever filed. */
public final class ArchiveSource implements EntitySource {
    private final String directory;

    /** @param directory of the archive, any Hadoop URI */
    public ArchiveSource(String directory) {
        this.directory = directory;
    }

    @Override
    public Dataset<Row> records(SparkSession spark, String topic) throws IOException {
        return ArchiveReader.open(spark, directory)
                .all()
                .where(col("topic").equalTo(topic))
                .select(
                        col("key"),
                        // A topic that was made anew counts its offsets from 0 again.
                        struct("generation", "batch", "partition", "offset").as("offset"),
                        col("value").cast("string").as("value"));
    }
}
