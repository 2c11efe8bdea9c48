package dev.pulso.extractor.x;

import java.nio.file.Path;
import java.util.Optional;

/** Who an app is: a bearer token, or the key and secret that one is made of. */
public interface AppCredentials {
    /** Bearer token of the app. */
    Optional<String> token();

    /** File that holds the token. Wins over {@link #token()}. */
    Optional<Path> tokenFile();

    /** Key of the app, from which a token is made where there is none. */
    Optional<String> consumerKey();

    /** Secret that belongs to {@link #consumerKey()}. */
    Optional<String> consumerSecret();

    /** File that holds the secret. Wins over {@link #consumerSecret()}. */
    Optional<Path> consumerSecretFile();
}
