package dev.pulso.extractor.bluesky;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Settings of sources of kind {@code bluesky}. */
@ConfigMapping(prefix = "pulso.bluesky")
public interface BlueskyConfig {
    /** Where events are served, best first. A path that ends in {@code /subscribe} speaks wire version 1, others 2. */
    @WithDefault("wss://jetstream.us-east.bsky.network/xrpc/network.bsky.jetstream.subscribeEvents,"
            + "wss://jetstream.us-west.bsky.network/xrpc/network.bsky.jetstream.subscribeEvents,"
            + "wss://jetstream2.us-east.bsky.network/subscribe,"
            + "wss://jetstream1.us-east.bsky.network/subscribe,"
            + "wss://jetstream2.us-west.bsky.network/subscribe,"
            + "wss://jetstream1.us-west.bsky.network/subscribe")
    List<URI> hosts();

    /** The network posts 25 times a second: silence this long is a broken host. */
    @WithDefault("30s")
    Duration silence();

    /** How far to go back where another host goes on, or the same one by time. */
    @WithDefault("10s")
    Duration rewind();

    /** If the first event after a resumption is later than the cursor by more, the host had it no more. */
    @WithDefault("1m")
    Duration clampTolerance();

    /** How often the posts of deleted accounts are looked for: it takes a pass over {@code pulso.posts}. */
    @WithDefault("10m")
    Duration purgeEvery();
}
