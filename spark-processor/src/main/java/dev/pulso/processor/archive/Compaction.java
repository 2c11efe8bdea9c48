package dev.pulso.processor.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges small segments into larger ones. A kill at any point leaves either the small ones or the large one in force. The
 * small ones are deleted at the next merge only: whoever reads the archive meanwhile still finds the files it has listed.
 */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    private final ArchiveStore store;
    private final int fanIn;

    Compaction(ArchiveStore store, int fanIn) {
        this.store = store;
        this.fanIn = fanIn;
    }

    /** Merges what there is enough of. Runs between two batches of the archive, hence never beside a writer. */
    void run(SparkSession spark) throws IOException {
        List<Segment> complete = store.complete();
        List<Segment> parts = Segments.toMerge(complete, fanIn);
        if (parts.isEmpty()) {
            return;
        }
        for (Segment covered : Segments.covered(complete)) {
            store.delete(store.path(covered));
        }
        Segment whole = new Segment(
                parts.get(0).generation(),
                parts.get(0).from(),
                parts.get(parts.size() - 1).to());
        store.delete(store.draft(whole));
        Map<String, List<String>> days = new TreeMap<>();
        for (Segment part : parts) {
            for (Path day : store.days(part)) {
                days.computeIfAbsent(day.getParent().getName() + "/" + day.getName(), each -> new ArrayList<>())
                        .add(day.toString());
            }
        }
        // Day by day, so that rows need no sorting.
        days.forEach((day, paths) -> ArchiveQuery.save(
                spark.read()
                        .schema(ArchiveRow.FILE)
                        .parquet(paths.toArray(String[]::new))
                        .coalesce(1),
                new Path(store.draft(whole), day).toString()));
        store.publish(whole);
        LOG.info("archive merged segments={} into={} days={}", parts.size(), whole.name(), days.size());
    }
}
