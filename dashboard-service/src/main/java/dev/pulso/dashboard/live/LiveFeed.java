package dev.pulso.dashboard.live;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The live state of all views. One thread feeds it, another takes ticks, many ask for snapshots: every method holds the
 * one lock, none does I/O under it.
 *
 * <p>Snapshots and resumptions carry the position of the last tick, though their rows may be a little newer: repeating a
 * change is harmless (values are absolute), losing one is not.
 */
public final class LiveFeed {
    /** Reason of a gap: some of what was missed is no longer known here. */
    public static final String TOO_LONG_AGO = "too-long-ago";

    private final Map<View, ViewRows> rows = new EnumMap<>(View.class);
    private final Map<View, String> incarnations = new EnumMap<>(View.class);
    private final Map<View, long[]> next = new EnumMap<>(View.class);
    private final ChangeRing ring;
    private final Clock clock;
    private Map<View, Map<String, Row>> dirty = new EnumMap<>(View.class);
    private Position ticked = Position.NONE;
    private boolean restarted;
    private volatile Runnable listener = () -> {};

    public LiveFeed(LiveConfig config, Clock clock) {
        this.clock = clock;
        this.ring = new ChangeRing(config.ringChanges(), config.ringBytes());
        View.all().forEach(view -> rows.put(view, new ViewRows(config.horizonOf(view), config.maxKeysPerView())));
    }

    /** Starts a view, or starts it over when its topic was made anew. */
    public synchronized void begin(View view, String incarnation, List<Long> start) {
        restarted |= incarnations.containsKey(view);
        incarnations.put(view, incarnation);
        next.put(view, start.stream().mapToLong(Long::longValue).toArray());
        rowsOf(view).clear();
        dirty.remove(view);
        ring.begin(view, start);
    }

    /** Takes one record in. */
    public synchronized void apply(int partition, long offset, Row row) {
        advance(row.view(), partition, offset + 1);
        if (rowsOf(row.view()).put(row, clock.instant())) {
            ring.add(partition, offset, row);
            dirty.computeIfAbsent(row.view(), view -> new LinkedHashMap<>()).put(row.key(), row);
        }
    }

    /** Forgets a key whose record was deleted. Listeners keep it until their next snapshot. */
    public synchronized void delete(View view, String key) {
        rowsOf(view).remove(key);
    }

    /** Moves on past records that carry nothing for us: unreadable ones, deletions, transaction markers. */
    public synchronized void advance(View view, int partition, long nextOffset) {
        long[] offsets = next.get(view);
        if (offsets != null) {
            offsets[partition] = Math.max(offsets[partition], nextOffset);
        }
    }

    /** Sets who is told that there is something to tick; called without the lock, by the thread that feeds. */
    public void onChange(Runnable told) {
        listener = told;
    }

    /** Says that a batch is complete. Not with each record: half a batch would be told, then the other half. */
    public void batchDone() {
        listener.run();
    }

    public synchronized Tick tick() {
        Position before = ticked;
        ticked = position();
        Tick tick = new Tick(before, ticked, dirty, restarted);
        dirty = new EnumMap<>(View.class);
        restarted = false;
        return tick;
    }

    /** Every live row of these views, by view. */
    public synchronized Snapshot snapshot(Set<View> views) {
        Map<View, List<Row>> live = new EnumMap<>(View.class);
        Instant now = clock.instant();
        for (View view : views) {
            rowsOf(view).prune(now);
            live.put(view, new ArrayList<>(rowsOf(view).all()));
        }
        return new Snapshot(live, ticked.only(views));
    }

    /** What a client at {@code lastEventId} has missed in these views. */
    public Resumption resume(Set<View> views, String lastEventId) {
        return Position.parse(lastEventId)
                .map(from -> resume(views, from))
                .orElseGet(() -> new Resumption.Gap("unknown-id"));
    }

    /** What a client that has seen everything up to a position has missed in these views. */
    public synchronized Resumption resume(Set<View> views, Position from) {
        Position here = position().only(views);
        for (Map.Entry<View, Position.Place> entry : here.places().entrySet()) {
            Position.Place seen = from.places().get(entry.getKey());
            if (seen == null) {
                return new Resumption.Gap("view-not-in-id");
            }
            if (!seen.incarnation().equals(entry.getValue().incarnation())) {
                return new Resumption.Gap("topic-recreated");
            }
        }
        return ring.between(from, here)
                .<Resumption>map(missed -> new Resumption.Covered(missed, ticked.only(views)))
                .orElseGet(() -> new Resumption.Gap(TOO_LONG_AGO));
    }

    public synchronized void prune() {
        Instant now = clock.instant();
        rows.values().forEach(view -> view.prune(now));
    }

    public synchronized int size(View view) {
        return rowsOf(view).size();
    }

    public synchronized int remembered() {
        return ring.size();
    }

    private Position position() {
        Map<View, Position.Place> places = new EnumMap<>(View.class);
        next.forEach((view, offsets) -> {
            List<Long> list = new ArrayList<>(offsets.length);
            for (long offset : offsets) {
                list.add(offset);
            }
            places.put(view, new Position.Place(incarnations.getOrDefault(view, "0"), list));
        });
        return new Position(places);
    }

    private ViewRows rowsOf(View view) {
        ViewRows of = rows.get(view);
        if (of == null) {
            throw new IllegalStateException("no rows for " + view);
        }
        return of;
    }
}
