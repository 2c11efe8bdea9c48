package dev.pulso.ingest.rejected;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a dead letter without its bytes.
 *
 * @param eventId the caller's id, if it could be read
 * @param eventType the event's type, if it could be read
 * @param size bytes as received; 0 if they were not kept
 * @param partition where it is in {@code pulso.events.rejected}
 * @param replayed what became of it when it was sent again with success; null until then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetter(
        String id,
        String code,
        String pointer,
        String detail,
        Instant receivedAt,
        String origin,
        @Nullable String contentType,
        @Nullable String eventId,
        @Nullable String eventType,
        int size,
        int partition,
        long offset,
        @Nullable Replayed replayed) {

    /** @param partition where the event is in {@code pulso.events} now */
    record Replayed(Instant at, int partition, long offset) {}
}
