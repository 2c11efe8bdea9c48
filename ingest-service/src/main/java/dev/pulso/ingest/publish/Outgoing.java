package dev.pulso.ingest.publish;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the broker.
 *
 * @param partition where it has to go, or null: its key says
 * @param event null deletes the key from a compacted topic
 * @param traceparent W3C trace context of the request that caused it
 */
public record Outgoing(
        String topic,
        @Nullable Integer partition,
        byte @Nullable [] key,
        byte @Nullable [] event,
        @Nullable String traceparent) {
    /** What a record takes beside its bytes, about. */
    private static final int OVERHEAD = 100;

    /** A record whose key says where it goes. */
    public static Outgoing of(
            String topic, @Nullable String key, byte @Nullable [] event, @Nullable String traceparent) {
        return new Outgoing(topic, null, key == null ? null : key.getBytes(StandardCharsets.UTF_8), event, traceparent);
    }

    /** Bytes it takes, about. */
    public int size() {
        return OVERHEAD + (event == null ? 0 : event.length) + (key == null ? 0 : key.length);
    }
}
