package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Row;
import dev.pulso.dashboard.live.Tick;
import dev.pulso.dashboard.live.View;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One tick, serialised once per set of views however many clients follow it. Shared by all event loops. */
final class TickFrames {
    /**
     * What one tick means to everybody who follows the same views.
     *
     * @param frame what a client that keeps up is sent; empty if nothing changed for it
     * @param changes rows in the frame
     * @param position where a client is that has all of this
     * @param heartbeat what follows the frame; empty if it is not time for one
     */
    record Delivery(SharedFrame frame, int changes, Position position, boolean restarted, Buffer heartbeat) {}

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
        Map<View, List<Row>> changes = changes(views);
        Position position = tick.position().only(views);
        Buffer frame = Frames.whole(Frames.changes(changes, tick.before().only(views), position, perEvent));
        Buffer beat = heartbeat ? Frames.whole(Frames.heartbeat(position, at, connected)) : Buffer.buffer();
        int rows = changes.values().stream().mapToInt(List::size).sum();
        return new Delivery(SharedFrame.of(frame), rows, position, tick.restarted(), beat);
    }

    private Map<View, List<Row>> changes(Set<View> views) {
        Map<View, List<Row>> changes = new EnumMap<>(View.class);
        for (View view : views) {
            Collection<Row> rows = tick.of(view);
            if (!rows.isEmpty()) {
                changes.put(view, List.copyOf(rows));
            }
        }
        return changes;
    }
}
