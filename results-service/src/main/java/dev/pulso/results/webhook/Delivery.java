package dev.pulso.results.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log of a webhook.
 *
 * @param id the {@code webhook-id} of the message: the same in every attempt
 * @param state PENDING, DELIVERED or FAILED
 * @param nextAttemptAt null once nothing more will be tried
 * @param status of the last answer
 * @param reason why the last attempt failed
 */
record Delivery(
        String id,
        String type,
        String state,
        int attempts,
        Instant createdAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer status,
        @Nullable String reason) {}
