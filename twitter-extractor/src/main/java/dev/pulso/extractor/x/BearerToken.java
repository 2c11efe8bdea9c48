package dev.pulso.extractor.x;

import dev.pulso.extractor.live.Secrets;
import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import twitter4j.OAuth2Authorization;
import twitter4j.TwitterException;

/** The token of the app: as given, or made by Twitter4J from the app's key and secret. */
final class BearerToken {
    private static final int TIMEOUT_MILLIS = 15_000;

    private final XConfig config;

    BearerToken(XConfig config) {
        this.config = config;
    }

    /** @throws SourceFailedException if there is none, or X does not accept the key */
    String read() throws IOException {
        Optional<String> token = Secrets.read(config.tokenFile(), config.token());
        if (token.isPresent()) {
            return token.get();
        }
        Optional<String> key = config.consumerKey();
        Optional<String> secret = Secrets.read(config.consumerSecretFile(), config.consumerSecret());
        if (key.isEmpty() || secret.isEmpty()) {
            throw new SourceFailedException("there is no token: set PULSO_X_TOKEN or PULSO_X_TOKEN_FILE, or"
                    + " PULSO_X_CONSUMER_KEY with PULSO_X_CONSUMER_SECRET or PULSO_X_CONSUMER_SECRET_FILE");
        }
        return exchange(key.get(), secret.get());
    }

    private String exchange(String key, String secret) throws IOException {
        Properties address = new Properties();
        address.setProperty("oauth2.tokenURL", config.address() + "/oauth2/token");
        try {
            return OAuth2Authorization.newBuilder()
                    .oAuthConsumer(key, secret)
                    .applicationOnlyAuthEnabled(true)
                    .httpConnectionTimeout(TIMEOUT_MILLIS)
                    .httpReadTimeout(TIMEOUT_MILLIS)
                    .load(address)
                    .build()
                    .getOAuth2Token()
                    .getAccessToken();
        } catch (TwitterException e) {
            if (e.getStatusCode() == 401 || e.getStatusCode() == 403) {
                throw new SourceFailedException("X does not accept the key and secret of the app");
            }
            throw new IOException("X gives no token, status " + e.getStatusCode(), e);
        }
    }
}
