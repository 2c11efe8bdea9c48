package dev.pulso.ingest.publish;

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
        @Nullable String traceparent) {}
