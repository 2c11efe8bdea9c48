package dev.pulso.processor.segment.feature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Rows on their way from the store to Spark: on disk from the first chunk on, since the heap is the streams'. */
final class Stage implements AutoCloseable {
    private static final int CHUNK = 20_000;

    private final SparkSession spark;
    private final Path directory;
    private final StructType type;
    private List<Row> chunk = new ArrayList<>();
    private boolean onDisk;

    /** @param directory of this stage alone */
    Stage(SparkSession spark, Path directory, StructType type) {
        this.spark = spark;
        this.directory = directory;
        this.type = type;
        clear();
    }

    void add(Row row) {
        chunk.add(row);
        if (chunk.size() >= CHUNK) {
            flush();
        }
    }

    boolean isEmpty() {
        return !onDisk && chunk.isEmpty();
    }

    /** All rows; readable until the stage is closed. */
    Dataset<Row> rows() {
        if (!onDisk) {
            return spark.createDataFrame(List.copyOf(chunk), type).coalesce(1);
        }
        flush();
        return spark.read().schema(type).parquet(directory.toUri().toString());
    }

    private void flush() {
        if (!chunk.isEmpty()) {
            spark.createDataFrame(chunk, type)
                    .coalesce(1)
                    .write()
                    .mode(SaveMode.Append)
                    .parquet(directory.toUri().toString());
            chunk = new ArrayList<>();
            onDisk = true;
        }
    }

    @Override
    public void close() {
        clear();
    }

    private void clear() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
