package dev.pulso.processor.archive;

import dev.pulso.processor.counting.Change;
import dev.pulso.processor.counting.KeyHistory;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
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
    private final ArchiveStore store;
    private final List<Segment> segments;
    private final List<Path> days;

    private ArchiveReader(SparkSession spark, ArchiveStore store, List<Segment> segments, List<Path> days) {
        this.spark = spark;
        this.store = store;
        this.segments = segments;
        this.days = days;
    }

    /** @param root directory of the archive */
    public static ArchiveReader open(SparkSession spark, String root) throws IOException {
        ArchiveStore store = new ArchiveStore(root, spark.sparkContext().hadoopConfiguration());
        List<Path> days = new ArrayList<>();
        List<Segment> segments = Segments.visible(store.complete());
        for (Segment segment : segments) {
            days.addAll(store.days(segment));
        }
        return new ArchiveReader(spark, store, segments, days);
    }

    /** The last batch of each generation. */
    public Map<Long, Long> lastBatches() {
        Map<Long, Long> last = new HashMap<>();
        segments.forEach(each -> last.merge(each.generation(), each.to(), Math::max));
        return last;
    }

    /**
     * The records of a topic that were filed behind these batches, by generation.
     *
     * @throws IOException if a segment cannot be listed
     */
    public Dataset<Row> after(Map<Long, Long> batches, String topic) throws IOException {
        String kind = "kind=" + ArchiveRow.kind(topic);
        List<Path> newer = new ArrayList<>();
        for (Segment segment : segments) {
            long known = batches.getOrDefault(segment.generation(), -1L);
            if (segment.to() > known) {
                store.days(segment).stream()
                        .filter(day -> day.getParent().getName().equals(kind))
                        .forEach(newer::add);
            }
        }
        Column wanted = functions.lit(true);
        // A merged segment may hold batches of both sides.
        for (Map.Entry<Long, Long> each : batches.entrySet()) {
            wanted = wanted.and(functions
                    .col("generation")
                    .notEqual(each.getKey())
                    .or(functions.col("batch").gt(each.getValue())));
        }
        return read(newer).where(wanted);
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

    /**
     * What the records of one key change in the counts, in the order in which they came in.
     *
     * @param mostPaired so many tags of a post, from the first, make pairs
     */
    public static List<Change> changes(Iterator<Row> records, int mostPaired) {
        List<Row> rows = new ArrayList<>();
        records.forEachRemaining(rows::add);
        rows.sort(AS_ARCHIVED);
        List<Change> changes = new ArrayList<>();
        byte[] state = null;
        for (Row row : rows) {
            KeyHistory history = KeyHistory.of(state, List.of(ArchiveRow.fact(row)), mostPaired);
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
