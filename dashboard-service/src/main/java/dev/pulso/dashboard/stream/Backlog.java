package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Row;
import dev.pulso.dashboard.live.View;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a slow client is still owed: the latest row of each key, in a bounded number. The rows themselves are shared with
 * everybody else; what is its own is one map entry per key.
 */
final class Backlog {
    private final Map<View, Map<String, Row>> rows = new EnumMap<>(View.class);
    private final int maxKeys;
    private int keys;
    private boolean overflown;

    Backlog(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** Adds changes and returns how many older values they replaced or, beyond the bound, made pointless to keep. */
    int add(Map<View, ? extends Collection<Row>> changes) {
        int dropped = 0;
        for (Map.Entry<View, ? extends Collection<Row>> change : changes.entrySet()) {
            for (Row row : change.getValue()) {
                dropped += add(change.getKey(), row);
            }
        }
        return dropped;
    }

    private int add(View view, Row row) {
        if (overflown) {
            return 1;
        }
        Row replaced = rows.computeIfAbsent(view, v -> new LinkedHashMap<>()).put(row.key(), row);
        keys += replaced == null ? 1 : 0;
        if (keys > maxKeys) {
            overflow();
        }
        return replaced == null ? 0 : 1;
    }

    /** Gives up the details: a fresh snapshot is owed instead. */
    void overflow() {
        overflown = true;
        rows.clear();
        keys = 0;
    }

    boolean isOverflown() {
        return overflown;
    }

    int keys() {
        return keys;
    }

    Buffer frames(Position before, Position after, int perEvent) {
        Map<View, Collection<Row>> latest = new EnumMap<>(View.class);
        rows.forEach((view, byKey) -> latest.put(view, byKey.values()));
        return Frames.changes(latest, before, after, perEvent);
    }
}
