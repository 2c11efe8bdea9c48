package dev.pulso.processor.archive;

import dev.pulso.processor.counting.Change;
import dev.pulso.processor.counting.KeyHistory;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads the archive while it is written: what one call of {@link #open} lists stays readable for a merge or two. */
public final class ArchiveReader {
    private static final Comparator<Row> AS_ARCHIVED = Comparator.<Row>comparingLong(row -> row.getAs("generation"))
            .thenComparingLong(row -> row.getAs("batch"))
            .thenComparing(row -> row.<String>getAs("topic"))
            .thenComparingInt(row -> row.getAs("partition"))
            .thenComparingLong(row -> row.getAs("offset"));

    private final SparkSession spark;
    private final List<Path> days;

    private ArchiveReader(SparkSession spark, List<Path> days) {
        this.spark = spark;
        this.days = days;
    }

    /** @param root directory of the archive */
    public static ArchiveReader open(SparkSession spark, String root) throws IOException {
        ArchiveStore store = new ArchiveStore(root, spark.sparkContext().hadoopConfiguration());
        List<Path> days = new ArrayList<>();
        for (Segment segment : Segments.visible(store.complete())) {
            days.addAll(store.days(segment));
        }
        return new ArchiveReader(spark, days);
    }

    /** Every record. */
    public Dataset<Row> all() {
        return read(days);
    }

    /**
     * Every record, of whatever day, about the posts and events that have a record on this day: an update may have moved a post
     * to or from it, a deletion may have come years later.
     */
    public Dataset<Row> about(LocalDate day) {
        Dataset<Row> keys = read(days.stream()
                        .filter(path -> path.getName().equals("day=" + day))
                        .toList())
                .select(functions.col("key").as("wanted"))
                .distinct();
        // Not a join by name: that would put the key before the other columns.
        return read(days).join(keys, functions.col("key").equalTo(functions.col("wanted")), "left_semi");
    }

    /** What the records of one key change in the counts, in the order in which they came in. */
    public static List<Change> changes(Iterator<Row> records) {
        List<Row> rows = new ArrayList<>();
        records.forEachRemaining(rows::add);
        rows.sort(AS_ARCHIVED);
        List<Change> changes = new ArrayList<>();
        byte[] state = null;
        for (Row row : rows) {
            KeyHistory history = KeyHistory.of(state, List.of(ArchiveRow.fact(row)));
            state = history.newState() == null ? state : history.newState();
            changes.addAll(history.changes());
        }
        return changes;
    }

    private Dataset<Row> read(List<Path> paths) {
        if (paths.isEmpty()) {
            return spark.createDataFrame(List.of(), ArchiveRow.FILE);
        }
        return spark.read()
                .schema(ArchiveRow.FILE)
                .parquet(paths.stream().map(Path::toString).toArray(String[]::new));
    }
}
