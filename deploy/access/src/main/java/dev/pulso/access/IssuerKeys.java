package dev.pulso.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** The public keys of the issuer: found by its discovery document, kept for an hour, read again for an unknown key. */
final class IssuerKeys implements VerificationKeyResolver {
    private static final int TIMEOUT = 2_000;
    private static final int LARGEST_DOCUMENT = 1 << 20;

    /** Tokens with made-up key ids must not make us ask the issuer each time. */
    private static final long SOONEST_REFRESH = TimeUnit.SECONDS.toMillis(10);

    private final URI issuer;
    private final @Nullable URI location;
    private final AtomicReference<@Nullable VerificationKeyResolver> found = new AtomicReference<>();

    /**
     * @param location of the keys; null to ask the issuer
     * @throws IllegalStateException if the location cannot be trusted, or is a file that cannot be read
     */
    IssuerKeys(URI issuer, @Nullable URI location) {
        this.issuer = trusted("pulso.access.issuer", issuer);
        this.location = location == null ? null : trusted("pulso.access.issuer-keys", location);
        if (location != null && location.getScheme().equals("file")) {
            found.set(ofFile(location));
        }
    }

    private static URI trusted(String setting, URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        boolean trusted = scheme.equals("https")
                || (scheme.equals("file") && setting.endsWith("keys"))
                || (scheme.equals("http") && uri.getHost() != null && Gate.loopback(uri.getHost()));
        if (!trusted) {
            throw new IllegalStateException(
                    setting + ": " + uri + " is no https address; whoever answers for it could make tokens");
        }
        return uri;
    }

    private static VerificationKeyResolver ofFile(URI location) {
        try {
            return new JwksVerificationKeyResolver(
                    new JsonWebKeySet(Files.readString(Path.of(location))).getJsonWebKeys());
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(
                    "pulso.access.issuer-keys: " + location + " is not readable as a JSON Web Key Set", e);
        }
    }

    @Override
    public Key resolveKey(JsonWebSignature jws, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        VerificationKeyResolver resolver = found.get();
        if (resolver == null) {
            resolver = remote();
            found.set(resolver);
        }
        return resolver.resolveKey(jws, nesting);
    }

    private VerificationKeyResolver remote() throws UnresolvableKeyException {
        Get http = new Get();
        http.setConnectTimeout(TIMEOUT);
        http.setReadTimeout(TIMEOUT);
        http.setRetries(0);
        http.setResponseBodySizeLimit(LARGEST_DOCUMENT);
        HttpsJwks keys = new HttpsJwks((location == null ? discover(http) : location).toString());
        keys.setSimpleHttpGet(http);
        keys.setRefreshReprieveThreshold(SOONEST_REFRESH);
        // An issuer that is away for an hour does not lock everybody out.
        keys.setRetainCacheOnErrorDuration(TimeUnit.HOURS.toSeconds(1));
        return new HttpsJwksVerificationKeyResolver(keys);
    }

    /** OpenID Connect Discovery 1.0, section 4: the document names the issuer it was asked for, or is not its. */
    private URI discover(Get http) throws UnresolvableKeyException {
        try {
            JsonNode document = MessageCodec.mapper()
                    .readTree(http.get(issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration")
                            .getBody());
            String keys = document.path("jwks_uri").asText();
            if (!document.path("issuer").asText().equals(issuer.toString()) || keys.isEmpty()) {
                throw new IOException("the discovery document is not that of the issuer");
            }
            return trusted("jwks_uri", URI.create(keys));
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw new UnresolvableKeyException("no discovery", e);
        }
    }
}
