package dev.pulso.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/** Reads signed JSON Web Tokens (RFC 7519) of one OpenID Connect issuer. */
final class Tokens {
    private static final Logger LOG = Logger.getLogger(Tokens.class);
    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final int SUBJECTS_REMEMBERED = 10_000;

    /** Signatures by a private key only: with a shared secret the public key would do to forge a token. */
    private static final AlgorithmConstraints SIGNED = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final JwtConsumer consumer;
    private final List<String> rolesClaim;
    private final String rolePrefix;
    private final @Nullable LoadingCache<String, Allowance> allowances;

    /** @throws IllegalStateException if a setting cannot be */
    Tokens(AccessConfig config) {
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new IssuerKeys(
                        config.issuer().orElseThrow(), config.issuerKeys().orElse(null)))
                .setJwsAlgorithmConstraints(SIGNED)
                .setExpectedIssuer(config.issuer().orElseThrow().toString())
                .setExpectedAudience(config.audience())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .build();
        this.rolesClaim = Arrays.asList(config.rolesClaim().split("/"));
        this.rolePrefix = config.rolePrefix();
        long rate = config.tokenEventsPerSecond();
        long burst = config.tokenBurst() == 0 ? rate : config.tokenBurst();
        if (rate < 0 || burst < 0) {
            throw new IllegalStateException("pulso.access.token-events-per-second and token-burst are below 0");
        }
        this.allowances = rate == 0 ? null : allowances(rate, burst);
    }

    /** Forgotten once it is full again, which is as good as new. */
    private static LoadingCache<String, Allowance> allowances(long rate, long burst) {
        return Caffeine.newBuilder()
                .maximumSize(SUBJECTS_REMEMBERED)
                .expireAfterAccess(Duration.ofSeconds(burst / rate + 60))
                .build(subject -> new Allowance(rate, burst));
    }

    /** Whether a bearer looks like a token: three parts with dots between them (RFC 7515, section 3.1). */
    static boolean isToken(String bearer) {
        return bearer.chars().filter(c -> c == '.').count() == 2;
    }

    /** @throws RefusedException if the token is not good, or nobody can say because the issuer does not answer */
    Caller caller(String token) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            String subject = claims.getSubject();
            return new Caller(subject, roles(claims), allowances == null ? null : allowances.get(subject));
        } catch (InvalidJwtException e) {
            throw refusal(e);
        } catch (MalformedClaimException e) {
            throw new RefusedException(Refusal.UNAUTHORIZED, "the token has claims of the wrong type");
        }
    }

    private static RefusedException refusal(InvalidJwtException e) {
        if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
            return new RefusedException(Refusal.UNAUTHORIZED, "the token has expired");
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return new RefusedException(Refusal.UNAUTHORIZED, "the token is not for this service (aud)");
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                LOG.warnf("the issuer of tokens does not tell its keys: %s", cause);
                return new RefusedException(Refusal.ISSUER_AWAY, "the issuer of the token does not tell its keys");
            }
        }
        return new RefusedException(Refusal.UNAUTHORIZED, "the token is none of our issuer, or not yet valid");
    }

    private Set<Role> roles(JwtClaims claims) {
        @Nullable Object at = claims.getClaimsMap();
        for (String name : rolesClaim) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        Stream<?> names = at instanceof Collection<?> list
                ? list.stream()
                : at instanceof String words ? Stream.of(words.split(" ")) : Stream.empty();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        names.map(String::valueOf)
                .forEach(name -> Stream.of(Role.values())
                        .filter(role -> name.equals(rolePrefix + role.wireName()))
                        .forEach(roles::add));
        return roles;
    }
}
