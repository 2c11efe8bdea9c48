package dev.pulso.results.webhook;

/** What a webhook is about. */
enum WebhookKind {
    TREND,
    MEMBER
}
