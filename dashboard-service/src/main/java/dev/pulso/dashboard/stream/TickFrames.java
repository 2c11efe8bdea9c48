package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Row;
import dev.pulso.dashboard.live.Tick;
import dev.pulso.dashboard.live.View;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One tick, serialised once per set of views however many clients follow it. Shared by all event loops. */
final class TickFrames {
    /**
     * What one tick means to everybody who follows the same views.
     *
     * @param frame what a client that keeps up is sent; empty if nothing changed for it
     * @param changes the same as rows, for those who have to be told later
     * @param position where a client is that has all of this
     * @param heartbeat the frame ends with one
     */
    record Delivery(
            SharedFrame frame,
            Map<View, Collection<Row>> changes,
            Position position,
            boolean restarted,
            boolean heartbeat) {}

    private final Tick tick;
    private final boolean heartbeat;
    private final boolean connected;
    private final Instant at;
    private final int perEvent;
    private final Map<Set<View>, Delivery> made = new ConcurrentHashMap<>();

    TickFrames(Tick tick, boolean heartbeat, boolean connected, Instant at, int perEvent) {
        this.tick = tick;
        this.heartbeat = heartbeat;
        this.connected = connected;
        this.at = at;
        this.perEvent = perEvent;
    }

    Delivery of(Set<View> views) {
        return made.computeIfAbsent(views, this::make);
    }

    private Delivery make(Set<View> views) {
        Map<View, Collection<Row>> changes = changes(views);
        Position position = tick.position().only(views);
        Buffer out = Frames.changes(changes, tick.before().only(views), position, perEvent);
        if (heartbeat) {
            out.appendBuffer(Frames.heartbeat(position, at, connected));
        }
        return new Delivery(SharedFrame.of(out), changes, position, tick.restarted(), heartbeat);
    }

    private Map<View, Collection<Row>> changes(Set<View> views) {
        Map<View, Collection<Row>> changes = new EnumMap<>(View.class);
        for (View view : views) {
            Collection<Row> rows = tick.of(view);
            if (!rows.isEmpty()) {
                changes.put(view, rows);
            }
        }
        return changes;
    }
}
