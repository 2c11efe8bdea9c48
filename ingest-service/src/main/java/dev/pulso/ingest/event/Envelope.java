package dev.pulso.ingest.event;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event that matter on its way, and where things are in its bytes.
 *
 * @param timeGiven whether the sender said when it happened
 * @param nullTimeAt offset of a {@code null} that stands for the time, or -1
 * @param valueGiven whether the sender named a value field itself
 * @param traceGiven whether the event carries a trace context of its own
 * @param dataStart offset of the JSON value of {@code data}, or -1 if there is none
 * @param dataEnd offset behind it
 */
public record Envelope(
        String id,
        String source,
        String type,
        @Nullable String subject,
        boolean timeGiven,
        int nullTimeAt,
        boolean valueGiven,
        boolean traceGiven,
        int dataStart,
        int dataEnd) {

    /** Key of the Kafka record: all events about one subject stay in order. */
    public String key() {
        return subject == null ? id : subject;
    }
}
