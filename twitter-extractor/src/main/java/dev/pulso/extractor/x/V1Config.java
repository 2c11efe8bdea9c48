package dev.pulso.extractor.x;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Settings of sources of kind {@code x-v1}: a server that speaks the API v1.1, which X itself gave up. */
@ConfigMapping(prefix = "pulso.x-v1")
public interface V1Config extends AppCredentials {
    /** Base of the API, such as {@code https://host/api/1.1/}. Not a setting of a source: the token goes there. */
    Optional<URI> address();

    /** Where a token is made of the key and secret; by default {@code /oauth2/token} of the host of the API. */
    Optional<URI> tokenAddress();

    /** Name space of its ids. {@code x} only if they are those of X. */
    @WithDefault("x-v1")
    String network();

    /** Pages of 100 to read at most at one poll. What lies behind them is told as a gap. */
    @WithDefault("20")
    int mostPages();
}
