package dev.pulso.results.window;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows after a list of changes. The only place that decides what is a duplicate: a change is added if its batch is
 * newer than the newest in the row. Changes of one key come in the order of their topic partition, so any redelivery,
 * and any cut of the stream into polls, leads to the same values.
 */
public final class Fold<K extends WindowKey, V> {
    private final Map<K, Stored<V>> rows;
    private final Set<K> touched = new HashSet<>();
    private final Set<K> changed = new HashSet<>();
    private int duplicates;

    private Fold(Map<K, Stored<V>> rows) {
        this.rows = rows;
    }

    /**
     * @param before the rows in the table; keys without a row start from {@code nothing}
     * @param changes in the order of their topic partitions
     */
    public static <K extends WindowKey, V> Fold<K, V> of(
            Map<K, Stored<V>> before, V nothing, List<Change<K, V>> changes) {
        Fold<K, V> fold = new Fold<>(new HashMap<>(before));
        changes.forEach(change -> fold.add(change, nothing));
        return fold;
    }

    private void add(Change<K, V> change, V nothing) {
        Stored<V> before = rows.getOrDefault(change.key(), Stored.empty(nothing));
        touched.add(change.key());
        if (!before.lacks(change)) {
            duplicates++;
            return;
        }
        rows.put(change.key(), before.plus(change));
        changed.add(change.key());
    }

    /** The rows to write, each with the version it will have. */
    public Map<K, Stored<V>> toWrite() {
        Map<K, Stored<V>> result = new HashMap<>();
        rows.forEach((key, row) -> {
            if (changed.contains(key)) {
                result.put(key, nextVersion(row));
            }
        });
        return result;
    }

    /** Rows of every change, duplicates too: their publication may be what a crash prevented. */
    public Map<K, Stored<V>> toPublish() {
        Map<K, Stored<V>> result = new HashMap<>();
        rows.forEach((key, row) -> {
            if (touched.contains(key)) {
                result.put(key, changed.contains(key) ? nextVersion(row) : row);
            }
        });
        return result;
    }

    public int duplicates() {
        return duplicates;
    }

    private static <V> Stored<V> nextVersion(Stored<V> row) {
        return new Stored<>(row.value(), row.batch(), row.version() + 1);
    }
}
