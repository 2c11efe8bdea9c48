package dev.pulso.extractor.x;

import dev.pulso.extractor.live.Secrets;
import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import twitter4j.OAuth2Authorization;
import twitter4j.TwitterException;

/** The token of an app: as given, or made by Twitter4J from the app's key and secret. */
final class BearerToken {
    private static final int TIMEOUT_MILLIS = 15_000;

    private final String variables;
    private final URI address;
    private final AppCredentials app;

    /**
     * @param variables how the names of the environment variables of the app begin
     * @param address where tokens are made
     */
    BearerToken(String variables, URI address, AppCredentials app) {
        this.variables = variables;
        this.address = address;
        this.app = app;
    }

    /** That of the app at X. */
    static BearerToken of(XConfig config) {
        return new BearerToken("PULSO_X", URI.create(config.address() + "/oauth2/token"), config);
    }

    /** @throws SourceFailedException if there is none, or the key is not accepted */
    String read() throws IOException {
        Optional<String> token = Secrets.read(app.tokenFile(), app.token());
        if (token.isPresent()) {
            return token.get();
        }
        Optional<String> key = app.consumerKey();
        Optional<String> secret = Secrets.read(app.consumerSecretFile(), app.consumerSecret());
        if (key.isEmpty() || secret.isEmpty()) {
            throw new SourceFailedException(
                    ("there is no token: set %1$s_TOKEN or %1$s_TOKEN_FILE, or %1$s_CONSUMER_KEY"
                                    + " with %1$s_CONSUMER_SECRET or %1$s_CONSUMER_SECRET_FILE")
                            .formatted(variables));
        }
        return exchange(key.get(), secret.get());
    }

    private String exchange(String key, String secret) throws IOException {
        Properties place = new Properties();
        place.setProperty("oauth2.tokenURL", address.toString());
        try {
            // As X writes it: Twitter4J hands its tokens out decoded, and encodes them again when it sends them itself.
            return URLEncoder.encode(
                    OAuth2Authorization.newBuilder()
                            .oAuthConsumer(key, secret)
                            .applicationOnlyAuthEnabled(true)
                            .httpConnectionTimeout(TIMEOUT_MILLIS)
                            .httpReadTimeout(TIMEOUT_MILLIS)
                            .load(place)
                            .build()
                            .getOAuth2Token()
                            .getAccessToken(),
                    StandardCharsets.UTF_8);
        } catch (TwitterException e) {
            if (e.getStatusCode() == 401 || e.getStatusCode() == 403) {
                throw new SourceFailedException(address.getHost() + " does not accept the key and secret of the app");
            }
            throw new IOException(address.getHost() + " gives no token, status " + e.getStatusCode(), e);
        }
    }
}
