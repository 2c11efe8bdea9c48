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
    private final Tick tick;
    private final boolean heartbeat;
    private final boolean connected;
    private final Instant at;
    private final int perEvent;
    private final Map<Set<View>, Buffer> made = new ConcurrentHashMap<>();

    TickFrames(Tick tick, boolean heartbeat, boolean connected, Instant at, int perEvent) {
        this.tick = tick;
        this.heartbeat = heartbeat;
        this.connected = connected;
        this.at = at;
        this.perEvent = perEvent;
    }

    /** What a client that keeps up is sent; empty if nothing changed for it. */
    Buffer of(Set<View> views) {
        return made.computeIfAbsent(views, this::make);
    }

    Map<View, Collection<Row>> changes(Set<View> views) {
        Map<View, Collection<Row>> changes = new EnumMap<>(View.class);
        for (View view : views) {
            Collection<Row> rows = tick.of(view);
            if (!rows.isEmpty()) {
                changes.put(view, rows);
            }
        }
        return changes;
    }

    Position position(Set<View> views) {
        return tick.position().only(views);
    }

    boolean restarted() {
        return tick.restarted();
    }

    private Buffer make(Set<View> views) {
        Buffer out = Frames.changes(changes(views), tick.before().only(views), position(views), perEvent);
        return heartbeat ? out.appendBuffer(Frames.heartbeat(position(views), at, connected)) : out;
    }
}
