package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Adds what Pulso knows to an event's envelope by inserting bytes. No byte of the sender's changes. */
public final class EventStamps {
    /** CloudEvents extension: JSON pointer into {@code data} of the number that activity sums add up. */
    public static final String VALUE = "pulsovalue";

    private static final int NULL_LENGTH = 4;

    private EventStamps() {}

    /**
     * @param receivedAt the time of an event whose sender names none
     * @param valueField value of {@link #VALUE}, unless the sender set one
     * @param traceparent trace context of the request, unless the event has its own
     */
    public static byte[] stamp(
            Incoming.Good event, Instant receivedAt, @Nullable String valueField, @Nullable String traceparent) {
        Envelope envelope = event.envelope();
        byte[] bytes = event.bytes();
        if (envelope.nullTimeAt() >= 0) {
            byte[] time = ("\"" + receivedAt + "\"").getBytes(StandardCharsets.UTF_8);
            bytes = splice(bytes, envelope.nullTimeAt(), NULL_LENGTH, time);
        }
        StringBuilder added = new StringBuilder();
        if (!envelope.timeGiven() && envelope.nullTimeAt() < 0) {
            added.append("\"time\":\"").append(receivedAt).append("\",");
        }
        if (valueField != null && !envelope.valueGiven()) {
            added.append('"').append(VALUE).append("\":\"");
            added.append(JsonStringEncoder.getInstance().quoteAsString(valueField))
                    .append("\",");
        }
        if (traceparent != null && !envelope.traceGiven()) {
            added.append('"').append(TraceParent.NAME).append("\":\"");
            added.append(traceparent).append("\",");
        }
        if (added.length() == 0) {
            return bytes;
        }
        int open = 0;
        while (bytes[open] != '{') {
            open++;
        }
        return splice(bytes, open + 1, 0, added.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
        byte[] spliced = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, spliced, 0, at);
        System.arraycopy(added, 0, spliced, at, added.length);
        System.arraycopy(bytes, at + removed, spliced, at + added.length, bytes.length - at - removed);
        return spliced;
    }
}
