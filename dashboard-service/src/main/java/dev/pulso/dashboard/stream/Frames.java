package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Row;
import dev.pulso.dashboard.live.Snapshot;
import dev.pulso.dashboard.live.View;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * SSE events as bytes. The JSON of each row is already made; here it is only put together. Every event has an id that is
 * safe to resume from: it never claims more than what was sent with it or before it.
 */
final class Frames {
    private Frames() {}

    static Buffer snapshot(Snapshot snapshot) {
        Buffer out = head(snapshot.position(), "snapshot").appendString("{\"views\":{");
        Iterator<Map.Entry<View, List<Row>>> views = snapshot.rows().entrySet().iterator();
        while (views.hasNext()) {
            Map.Entry<View, List<Row>> view = views.next();
            out.appendString("\"" + view.getKey().wireName() + "\":[");
            items(out, view.getValue().iterator(), Integer.MAX_VALUE);
            out.appendString(views.hasNext() ? "]," : "]");
        }
        return end(out.appendString("}}"));
    }

    /**
     * Changes of several views.
     *
     * @param before where the client is
     * @param after where it is with all of these
     */
    static Buffer changes(Map<View, ? extends Collection<Row>> changes, Position before, Position after, int perEvent) {
        Buffer out = Buffer.buffer();
        Position reached = before;
        int left = changes.size();
        for (Map.Entry<View, ? extends Collection<Row>> change : changes.entrySet()) {
            Position viewDone = --left == 0 ? after : reached.with(change.getKey(), after);
            Iterator<Row> rows = change.getValue().iterator();
            while (rows.hasNext()) {
                Buffer items = Buffer.buffer();
                items(items, rows, perEvent);
                out.appendBuffer(head(rows.hasNext() ? reached : viewDone, "change"))
                        .appendString("{\"view\":\"" + change.getKey().wireName() + "\",\"items\":[")
                        .appendBuffer(items);
                end(out.appendString("]}"));
            }
            reached = viewDone;
        }
        return out;
    }

    static Buffer heartbeat(Position position, Instant at, boolean connected) {
        return end(head(position, "heartbeat")
                .appendString("{\"at\":\"" + at + "\",\"buffer\":\"" + (connected ? "up" : "away") + "\"}"));
    }

    static Buffer gap(Position position, String reason) {
        return end(head(position, "gap").appendString("{\"reason\":\"" + reason + "\"}"));
    }

    private static Buffer head(Position position, String event) {
        return Buffer.buffer().appendString("id: " + position.encode() + "\nevent: " + event + "\ndata: ");
    }

    private static Buffer end(Buffer out) {
        return out.appendString("\n\n");
    }

    private static void items(Buffer out, Iterator<Row> rows, int limit) {
        for (int i = 0; i < limit && rows.hasNext(); i++) {
            if (i > 0) {
                out.appendByte((byte) ',');
            }
            out.appendBytes(rows.next().json());
        }
    }
}
