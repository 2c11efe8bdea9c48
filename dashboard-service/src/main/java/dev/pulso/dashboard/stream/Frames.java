package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Row;
import dev.pulso.dashboard.live.Snapshot;
import dev.pulso.dashboard.live.View;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * SSE events as bytes. The JSON of each row is already made; here it is only put together, and only as far as somebody asks
 * for it. Every event has an id that is safe to resume from: it never claims more than what was sent with it or before it.
 */
final class Frames {
    private static final byte[] COMMA = {','};

    private Frames() {}

    static Iterator<byte[]> snapshot(Snapshot snapshot) {
        List<Iterator<byte[]>> parts = new ArrayList<>();
        parts.add(text(head(snapshot.position(), "snapshot") + "{\"views\":{"));
        String between = "";
        for (Map.Entry<View, List<Row>> view : snapshot.rows().entrySet()) {
            parts.add(text(between + "\"" + view.getKey().wireName() + "\":["));
            parts.add(items(view.getValue()));
            between = "],";
        }
        parts.add(text((between.isEmpty() ? "" : "]") + "}}\n\n"));
        return inTurn(parts);
    }

    /**
     * Changes of several views.
     *
     * @param before where the client is
     * @param after where it is with all of these
     */
    static Iterator<byte[]> changes(Map<View, List<Row>> changes, Position before, Position after, int perEvent) {
        List<Iterator<byte[]>> parts = new ArrayList<>();
        Position reached = before;
        int left = changes.size();
        for (Map.Entry<View, List<Row>> change : changes.entrySet()) {
            Position viewDone = --left == 0 ? after : reached.with(change.getKey(), after);
            List<Row> rows = change.getValue();
            for (int from = 0; from < rows.size(); from += perEvent) {
                int to = Math.min(rows.size(), from + perEvent);
                parts.add(text(head(to < rows.size() ? reached : viewDone, "change") + "{\"view\":\""
                        + change.getKey().wireName() + "\",\"items\":["));
                parts.add(items(rows.subList(from, to)));
                parts.add(text("]}\n\n"));
            }
            reached = viewDone;
        }
        return inTurn(parts);
    }

    static Iterator<byte[]> heartbeat(Position position, Instant at, boolean connected) {
        return text(head(position, "heartbeat") + "{\"at\":\"" + at + "\",\"buffer\":\"" + (connected ? "up" : "away")
                + "\"}\n\n");
    }

    static Iterator<byte[]> gap(Position position, String reason) {
        return text(head(position, "gap") + "{\"reason\":\"" + reason + "\"}\n\n");
    }

    static Iterator<byte[]> inTurn(List<Iterator<byte[]>> iterators) {
        Iterator<Iterator<byte[]>> turns = iterators.iterator();
        return new Iterator<>() {
            private Iterator<byte[]> turn = List.<byte[]>of().iterator();

            @Override
            public boolean hasNext() {
                while (!turn.hasNext() && turns.hasNext()) {
                    turn = turns.next();
                }
                return turn.hasNext();
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return turn.next();
            }
        };
    }

    static Buffer whole(Iterator<byte[]> parts) {
        Buffer whole = Buffer.buffer();
        parts.forEachRemaining(whole::appendBytes);
        return whole;
    }

    private static String head(Position position, String event) {
        return "id: " + position.encode() + "\nevent: " + event + "\ndata: ";
    }

    private static Iterator<byte[]> text(String text) {
        return List.of(text.getBytes(StandardCharsets.UTF_8)).iterator();
    }

    private static Iterator<byte[]> items(List<Row> rows) {
        Iterator<Row> each = rows.iterator();
        return new Iterator<>() {
            private boolean between;

            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public byte[] next() {
                boolean comma = between;
                between = !between;
                return comma ? COMMA : each.next().json();
            }
        };
    }
}
