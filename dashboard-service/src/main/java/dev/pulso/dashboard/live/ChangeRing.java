package dev.pulso.dashboard.live;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recent changes, bounded in number and bytes, so that a client that was away can be told what it missed. */
final class ChangeRing {
    /** Seen up to here: nothing of this partition is owed, or all of it has been found. */
    private static final long DONE = Long.MAX_VALUE;

    private record Change(int partition, long offset, Row row) {}

    private final Deque<Change> changes = new ArrayDeque<>();
    /** Per view and partition: every record from this offset on is still in the ring. */
    private final Map<View, long[]> floors = new EnumMap<>(View.class);

    private final int maxChanges;
    private final long maxBytes;
    private long bytes;

    ChangeRing(int maxChanges, long maxBytes) {
        this.maxChanges = maxChanges;
        this.maxBytes = maxBytes;
    }

    void begin(View view, List<Long> start) {
        changes.removeIf(change -> {
            boolean gone = change.row().view() == view;
            bytes -= gone ? change.row().json().length : 0;
            return gone;
        });
        floors.put(view, start.stream().mapToLong(Long::longValue).toArray());
    }

    void add(int partition, long offset, Row row) {
        changes.addLast(new Change(partition, offset, row));
        bytes += row.json().length;
        while (changes.size() > maxChanges || bytes > maxBytes) {
            Change gone = changes.removeFirst();
            bytes -= gone.row().json().length;
            floorsOf(gone.row().view())[gone.partition()] = gone.offset() + 1;
        }
    }

    int size() {
        return changes.size();
    }

    /**
     * The latest row of each key changed between two positions; empty if some of those changes are no longer here.
     *
     * @param from what the client has seen, one place per view it follows
     * @param to how far this ring has been filled, for the same views
     */
    Optional<List<Row>> between(Position from, Position to) {
        Map<View, long[]> wanted = new EnumMap<>(View.class);
        int open = 0;
        for (Map.Entry<View, Position.Place> entry : to.places().entrySet()) {
            long[] seen = seen(from, entry);
            long[] floor = floorsOf(entry.getKey());
            for (int p = 0; p < seen.length; p++) {
                if (seen[p] < floor[p]) {
                    return Optional.empty();
                }
                if (seen[p] < entry.getValue().next().get(p)) {
                    open++;
                } else {
                    seen[p] = DONE;
                }
            }
            wanted.put(entry.getKey(), seen);
        }
        return Optional.of(newestFirst(wanted, open));
    }

    private static long[] seen(Position from, Map.Entry<View, Position.Place> to) {
        Position.Place place = from.places().get(to.getKey());
        if (place == null || place.next().size() != to.getValue().next().size()) {
            // Before every floor: not covered.
            long[] nothing = new long[to.getValue().next().size()];
            Arrays.fill(nothing, -1);
            return nothing;
        }
        return place.next().stream().mapToLong(Long::longValue).toArray();
    }

    /** Walks back in time, because most clients were away for seconds only, and stops when every partition is done. */
    private List<Row> newestFirst(Map<View, long[]> wanted, int open) {
        Map<View, Map<String, Row>> latest = new EnumMap<>(View.class);
        Iterator<Change> backwards = changes.descendingIterator();
        int left = open;
        while (left > 0 && backwards.hasNext()) {
            Change change = backwards.next();
            long[] seen = wanted.get(change.row().view());
            if (seen == null || seen[change.partition()] == DONE) {
                continue;
            }
            if (change.offset() < seen[change.partition()]) {
                seen[change.partition()] = DONE;
                left--;
                continue;
            }
            latest.computeIfAbsent(change.row().view(), view -> new LinkedHashMap<>())
                    .merge(
                            change.row().key(),
                            change.row(),
                            (newer, older) -> older.version() > newer.version() ? older : newer);
        }
        return latest.values().stream().flatMap(rows -> rows.values().stream()).toList();
    }

    private long[] floorsOf(View view) {
        long[] floor = floors.get(view);
        if (floor == null) {
            throw new IllegalStateException("view " + view + " has not begun");
        }
        return floor;
    }
}
