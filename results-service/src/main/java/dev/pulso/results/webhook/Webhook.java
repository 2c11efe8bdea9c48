package dev.pulso.results.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A webhook as it is kept, without its secret.
 *
 * @param state ACTIVE, or GONE once the receiver has said that it no longer is
 * @param pending messages that wait
 * @param dropped messages that found the queue full
 */
record Webhook(
        UUID id,
        String url,
        WebhookKind kind,
        WebhookFilters filters,
        String state,
        long pending,
        long dropped,
        Instant createdAt) {}
