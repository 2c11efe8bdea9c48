package dev.pulso.contracts.rejection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Input that was refused, kept so that it can be inspected, mended and sent again ({@code pulso.rejection.v1}).
 *
 * @param code stable reason code
 * @param pointer JSON pointer to the offending place; empty for the whole document
 * @param detail the reason in words, without payload
 * @param raw the bytes as received, base64
 * @param receivedAt when they came in
 * @param origin who refused them: the service, or topic-partition-offset for records of a topic
 * @param contentType media type of {@code raw}, if known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rejection(
        String code,
        String pointer,
        String detail,
        String raw,
        Instant receivedAt,
        String origin,
        @Nullable String contentType) {
    public Rejection {
        Require.notEmpty(code, "code");
        Require.notNull(raw, "raw");
        Require.notNull(receivedAt, "receivedAt");
        Require.notEmpty(origin, "origin");
        pointer = pointer == null ? "" : pointer;
        detail = detail == null ? "" : detail;
    }
}
