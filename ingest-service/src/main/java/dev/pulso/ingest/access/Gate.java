package dev.pulso.ingest.access;

import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Lets callers in, or does not. */
@Startup
@Singleton
public class Gate {
    private static final String BEARER = "Bearer ";

    private final @Nullable KeyRing keys;
    private final @Nullable Tokens tokens;

    Gate(AccessConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.keys = config.keysFile().map(KeyRing::read).orElse(null);
        this.tokens = config.issuer().isPresent() ? new Tokens(config) : null;
        if (tokens == null && config.issuerKeys().isPresent()) {
            throw new IllegalStateException("pulso.access.issuer-keys needs pulso.access.issuer: PULSO_OIDC_ISSUER");
        }
        if (keys == null && tokens == null && !config.open() && !loopback(host)) {
            throw new IllegalStateException("no keys, so nobody but this machine may come in: set"
                    + " PULSO_INGEST_KEYS_FILE or PULSO_OIDC_ISSUER, or PULSO_HOST to 127.0.0.1, or PULSO_INGEST_OPEN=true if something in"
                    + " front asks for keys");
        }
    }

    /**
     * @return who calls, or null if nobody is asked for a key
     * @throws ProblemException if the caller is unknown or may not
     */
    @Nullable
    Caller admit(@Nullable String authorization, @Nullable String apiKey, Role role) {
        if (keys == null && tokens == null) {
            return null;
        }
        String key = sent(authorization, apiKey);
        Caller caller = key == null || key.isEmpty() ? null : caller(key);
        if (caller == null) {
            throw new ProblemException(
                    ProblemType.UNAUTHORIZED, "send a key as Authorization: Bearer, or as X-API-Key");
        }
        if (!caller.may(role)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "the key has not the role for this");
        }
        return caller;
    }

    /**
     * Whether a request may come in without a question to the issuer of its token, without a quota to charge and
     * without a refusal to explain: the short way, in which nothing waits.
     *
     * @param authorization header of that name
     * @param apiKey header {@code X-API-Key}
     */
    public boolean admitsPlainly(@Nullable String authorization, @Nullable String apiKey) {
        if (keys == null && tokens == null) {
            return true;
        }
        String key = sent(authorization, apiKey);
        Caller caller = key == null || keys == null ? null : keys.find(key);
        return caller != null && caller.may(Role.WRITE) && caller.allowance() == null;
    }

    private static @Nullable String sent(@Nullable String authorization, @Nullable String apiKey) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : apiKey;
    }

    private @Nullable Caller caller(String key) {
        Caller caller = keys == null ? null : keys.find(key);
        return caller == null && tokens != null && Tokens.isToken(key) ? tokens.caller(key) : caller;
    }

    static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
