package dev.pulso.extractor.mastodon;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of sources of kind {@code mastodon}. */
@ConfigMapping(prefix = "pulso.mastodon")
public interface MastodonConfig {
    /** The instance of sources that name none, and the one {@link #token()} is for. */
    @WithDefault("https://mastodon.social")
    URI instance();

    /** A user token with scope {@code read:statuses}; streams need one since Mastodon 4.2. */
    Optional<String> token();

    /** File that holds the token. Wins over {@link #token()}. */
    Optional<Path> tokenFile();

    /** Files with the tokens of other instances, by host. */
    Map<String, Path> tokenFiles();

    /** Instances send a keep-alive every 15 s. */
    @WithDefault("45s")
    Duration silence();

    /** How far to go back when filling a gap: posts of other instances come late, with ids of when they were written. */
    @WithDefault("2m")
    Duration rewind();

    /** Pages of 40 to read at most to fill one gap; an instance answers 300 requests in five minutes. */
    @WithDefault("100")
    int mostPages();

    /** So many deletions without a single post mean that the feed is switched off. */
    @WithDefault("100")
    int mostDeletionsAlone();
}
