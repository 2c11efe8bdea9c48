package dev.pulso.access;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Lets callers in, or does not. Without keys and issuer nobody is asked, and the service stays on loopback. */
@Startup
@Singleton
public class Gate {
    private static final String BEARER = "Bearer ";

    private final @Nullable KeyRing keys;
    private final @Nullable Tokens tokens;

    /** @throws IllegalStateException if everybody could come in from anywhere, or a setting cannot be */
    public Gate(AccessConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.keys = config.keysFile().map(KeyRing::read).orElse(null);
        this.tokens = config.issuer().isPresent() ? new Tokens(config) : null;
        if (tokens == null && config.issuerKeys().isPresent()) {
            throw new IllegalStateException("pulso.access.issuer-keys needs pulso.access.issuer: PULSO_OIDC_ISSUER");
        }
        if (!asks() && !config.open() && !loopback(host)) {
            throw new IllegalStateException("no keys, so nobody but this machine may come in: set PULSO_KEYS_FILE or"
                    + " PULSO_OIDC_ISSUER, or PULSO_HOST to 127.0.0.1, or PULSO_OPEN=true if something in front asks"
                    + " for keys");
        }
    }

    /** Whether callers need a key. */
    public final boolean asks() {
        return keys != null || tokens != null;
    }

    /**
     * May ask the issuer of tokens for its keys, so it may block for seconds where {@link #mayBlock} says so.
     *
     * @param authorization header of that name
     * @param apiKey header {@code X-API-Key}
     * @return who calls, or null if nobody is asked for a key
     * @throws RefusedException if the caller is unknown or may not
     */
    public final @Nullable Caller admit(@Nullable String authorization, @Nullable String apiKey, Role role) {
        if (!asks()) {
            return null;
        }
        String credential = credential(authorization, apiKey);
        if (credential == null) {
            throw new RefusedException(Refusal.UNAUTHORIZED, "send a key as Authorization: Bearer, or as X-API-Key");
        }
        return identify(credential).allowed(role);
    }

    /**
     * @param credential a key or a token
     * @throws RefusedException if it is neither
     */
    public final Caller identify(String credential) {
        Caller caller = keys == null ? null : keys.find(credential);
        if (caller == null && tokens != null && Tokens.isToken(credential)) {
            caller = tokens.caller(credential);
        }
        if (caller == null) {
            throw new RefusedException(Refusal.UNAUTHORIZED, "send a key as Authorization: Bearer, or as X-API-Key");
        }
        return caller;
    }

    /** Whether {@link #admit} may have to ask the issuer. */
    public final boolean mayBlock(@Nullable String authorization, @Nullable String apiKey) {
        String credential = credential(authorization, apiKey);
        return tokens != null && credential != null && Tokens.isToken(credential);
    }

    private static @Nullable String credential(@Nullable String authorization, @Nullable String apiKey) {
        String key = apiKey;
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            key = authorization.substring(BEARER.length()).strip();
        }
        return key == null || key.isEmpty() ? null : key;
    }

    static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
