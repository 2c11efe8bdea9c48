package dev.pulso.dashboard.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The live rows of one view: the highest version of each key within the horizon. */
final class ViewRows {
    private final Map<String, Row> rows = new HashMap<>();
    private final Duration horizon;
    private final int maxKeys;

    ViewRows(Duration horizon, int maxKeys) {
        this.horizon = horizon;
        this.maxKeys = maxKeys;
    }

    /** Takes a row in. False if it is older than what is known: then nobody needs to hear of it. */
    boolean put(Row row, Instant now) {
        Row known = rows.get(row.key());
        if (known != null && known.version() > row.version()) {
            return false;
        }
        // A row beyond the horizon is told to those who listen, but not kept: history is the store's business.
        if (isLive(row, now)) {
            rows.put(row.key(), row);
            if (rows.size() > maxKeys) {
                shrink();
            }
        }
        return true;
    }

    void remove(String key) {
        rows.remove(key);
    }

    void clear() {
        rows.clear();
    }

    void prune(Instant now) {
        rows.values().removeIf(row -> !isLive(row, now));
    }

    Collection<Row> all() {
        return rows.values();
    }

    int size() {
        return rows.size();
    }

    private boolean isLive(Row row, Instant now) {
        return row.time().isAfter(now.minus(horizon));
    }

    /** A tenth at a time, so that the sort is paid once per many rows. */
    private void shrink() {
        List<Row> oldest = rows.values().stream()
                .sorted(Comparator.comparing(Row::time))
                .limit(Math.max(1, maxKeys / 10))
                .toList();
        oldest.forEach(row -> rows.remove(row.key()));
    }
}
