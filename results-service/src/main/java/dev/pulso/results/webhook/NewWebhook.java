package dev.pulso.results.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * The answer to whoever has made a webhook.
 *
 * @param secret key of the signatures, {@code whsec_} and base64; told here and never again
 */
record NewWebhook(UUID id, String url, WebhookKind kind, WebhookFilters filters, String secret, Instant createdAt) {}
