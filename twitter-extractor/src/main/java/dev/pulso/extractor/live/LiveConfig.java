package dev.pulso.extractor.live;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings that all live sources share. */
@ConfigMapping(prefix = "pulso.live")
public interface LiveConfig {
    /** Records of one connection that may wait to be read. When it is full the network is asked for no more. */
    @WithDefault("5000")
    int queueCapacity();

    /** Longer records end the connection: they bound its memory. */
    @WithDefault("1M")
    MemorySize longestRecord();

    /** How often a cursor moves. */
    @WithDefault("2s")
    Duration saveEvery();

    /** How long a connection may take to be made, and a request to be answered. */
    @WithDefault("15s")
    Duration connectTimeout();

    /** Where sources keep what they remember beside their cursors. */
    @WithDefault(".pulso/sources")
    Path directory();

    /** Posts a source remembers to drop what it is sent twice. */
    @WithDefault("100000")
    int rememberedPosts();

    /** What the service calls itself towards the networks; say here whom they can write to. */
    @WithDefault("Pulso/0.1 (hashtag trends; +https://localhost)")
    String userAgent();
}
