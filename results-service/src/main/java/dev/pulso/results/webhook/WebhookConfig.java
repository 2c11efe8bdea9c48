package dev.pulso.results.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How webhooks are delivered, and where to. */
@ConfigMapping(prefix = "pulso.webhooks")
interface WebhookConfig {
    /** How often it is looked for messages that are due. */
    @WithDefault("PT1S")
    Duration every();

    /** How long a receiver may take, connection included. */
    @WithDefault("PT10S")
    Duration timeout();

    /** First pause after a failure; doubles from there. */
    @WithDefault("PT5S")
    Duration retryMin();

    /** Longest pause. */
    @WithDefault("PT1H")
    Duration retryMax();

    /** Attempts after which a message is given up: with the pauses above, after about a day. */
    @WithDefault("32")
    int attempts();

    /** Messages that may wait for one webhook; further ones are dropped and counted. */
    @WithDefault("10000")
    int maxPending();

    /** Webhooks there may be. */
    @WithDefault("1000")
    int maxWebhooks();

    /** Messages on their way at once to one receiver. */
    @WithDefault("4")
    int parallel();

    /** How long what has been delivered or given up stays in the log. */
    @WithDefault("P7D")
    Duration keep();

    /**
     * Names of hosts that may be told, {@code *.example.org} for all below one; hosts listed here may have private
     * addresses and may be told over http. Without a list: every public host, over https.
     */
    Optional<List<String>> allowedHosts();

    /** Whether receivers on this machine may be told; by default only while this service listens on loopback alone. */
    Optional<Boolean> allowLoopback();

    /** 32 bytes in base64 that encrypt the secrets in the database; without it they are stored as they are. */
    Optional<String> key();
}
