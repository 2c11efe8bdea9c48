package dev.pulso.extractor.author;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Finds the secret, or falls back to a development key where only this machine can reach the service. */
@ApplicationScoped
class AuthorKeysProducer {
    /** Public on purpose: it protects nothing and marks its keys as such. */
    static final String DEVELOPMENT_SECRET = "pulso-development-key-not-secret";

    static final String DEVELOPMENT_KEY_ID = "dev";
    private static final int SHORTEST_SECRET = 16;
    private static final Logger LOG = Logger.getLogger(AuthorKeysProducer.class);

    @Produces
    @Singleton
    AuthorKeys authorKeys(AuthorConfig config, Config all) {
        return authorKeys(
                config, all.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0"));
    }

    static AuthorKeys authorKeys(AuthorConfig config, String host) {
        Optional<String> secret = secretOf(config);
        if (secret.isPresent()) {
            if (secret.get().length() < SHORTEST_SECRET) {
                throw new IllegalStateException("the author key is shorter than " + SHORTEST_SECRET + " characters");
            }
            return new AuthorKeys(config.keyId(), secret.get().getBytes(StandardCharsets.UTF_8));
        }
        if (!isLoopback(host)) {
            throw new IllegalStateException("without PULSO_AUTHOR_KEY or PULSO_AUTHOR_KEY_FILE the extractor binds to"
                    + " loopback only, not to " + host + ": author ids would be hashed with a public key");
        }
        LOG.warnf(
                "No PULSO_AUTHOR_KEY: author ids are hashed with the public development key, id=%s",
                DEVELOPMENT_KEY_ID);
        return new AuthorKeys(DEVELOPMENT_KEY_ID, DEVELOPMENT_SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> secretOf(AuthorConfig config) {
        return config.keyFile()
                .map(file -> {
                    try {
                        return Files.readString(file).strip();
                    } catch (IOException e) {
                        throw new UncheckedIOException("PULSO_AUTHOR_KEY_FILE cannot be read: " + file, e);
                    }
                })
                .or(config::key)
                .filter(secret -> !secret.isBlank());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
