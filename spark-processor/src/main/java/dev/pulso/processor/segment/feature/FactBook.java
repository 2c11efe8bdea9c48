package dev.pulso.processor.segment.feature;

import dev.pulso.processor.segment.store.Changes;
import dev.pulso.processor.segment.store.Kind;
import dev.pulso.processor.segment.store.Store;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The records that count, each post or event once. Of an event the first record counts; a post follows the rules of the counts:
 * the first CREATE, then updates that are not older, and a deletion for good. Taking records a second time changes nothing, so a
 * crash on the way only costs the way.
 */
final class FactBook {
    private static final String LIVE = "live";
    private static final String IGNORED = "ignored";
    private static final String DELETED = "deleted";

    private final Store store;

    FactBook(Store store) {
        this.store = store;
    }

    /** @param id of the entity; null where the record does not count */
    private record Known(
            String state,
            long revision,
            @Nullable String id,
            @Nullable String day) {
        static Known read(String text) {
            String[] parts = text.split(" ", -1);
            boolean live = parts[0].equals(LIVE);
            return new Known(parts[0], Long.parseLong(parts[1]), live ? parts[2] : null, live ? parts[3] : null);
        }

        String text() {
            return id == null || day == null ? state + " " + revision : String.join(" ", state, "" + revision, id, day);
        }
    }

    /** @param records by digest, then in the order in which they came in: see {@link Records#rows} */
    void take(Iterator<Row> records) {
        try (Changes changes = store.change()) {
            String digest = "";
            Known known = null;
            while (records.hasNext()) {
                Row row = records.next();
                String next = row.getAs(Records.DIGEST);
                if (!next.equals(digest)) {
                    changes.writeIfMany();
                    digest = next;
                    String text = store.get(Kind.KEY, digest);
                    known = text == null ? null : Known.read(text);
                }
                known = take(row, digest, known, changes);
            }
            changes.write();
        }
    }

    private @Nullable Known take(Row row, String digest, @Nullable Known known, Changes changes) {
        String op = row.getAs(Records.OP);
        long revision = row.getAs(Records.REVISION);
        if (known != null && known.state.equals(DELETED)) {
            return known;
        }
        if ("DELETE".equals(op)) {
            return remember(new Known(DELETED, revision, null, null), digest, known, changes);
        }
        if (known != null && (!"UPDATE".equals(op) || revision < known.revision)) {
            return known;
        }
        String id = row.getAs(Records.ID);
        if (!row.<Boolean>getAs(Records.COUNTS) || store.has(Kind.ERASED, id)) {
            return remember(new Known(IGNORED, revision, null, null), digest, known, changes);
        }
        String day = row.getAs(Records.DAY);
        Known now = remember(new Known(LIVE, revision, id, day), digest, known, changes);
        changes.put(Kind.FACT, row.<String>getAs(Records.BODY), id, day, digest);
        changes.put(Kind.FRESH, "", id, day, digest);
        return now;
    }

    private static Known remember(Known now, String digest, @Nullable Known before, Changes changes) {
        changes.put(Kind.KEY, now.text(), digest);
        if (before != null && before.id != null && before.day != null) {
            // Nothing can be taken out of a minimum or a set: the day is made anew.
            changes.delete(Kind.FACT, before.id, before.day, digest);
            changes.delete(Kind.FRESH, before.id, before.day, digest);
            changes.put(Kind.STALE, "", before.id, before.day);
        }
        return now;
    }
}
