package dev.pulso.access;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer of our own: a discovery document, keys, and tokens as one likes them. Also in the test jar. */
public final class Issuer implements AutoCloseable {
    final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Supplier<String>> documents = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile RsaJsonWebKey key = newKey("one");

    Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            Supplier<String> document = documents.get(exchange.getRequestURI().getPath());
            byte[] body = document == null ? new byte[0] : document.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(document == null ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        back();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/realm");
    }

    void back() {
        documents.put(
                "/realm/.well-known/openid-configuration",
                () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(address()));
        documents.put("/realm/keys", () -> keySet(key));
    }

    void away() {
        documents.clear();
    }

    void rotate(String keyId) {
        key = newKey(keyId);
    }

    String token(Consumer<JwtClaims> change) {
        return sign(key, address().toString(), change);
    }

    public static RsaJsonWebKey newKey(String keyId) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(keyId);
            return key;
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    public static String keySet(RsaJsonWebKey key) {
        return new JsonWebKeySet(key).toJson();
    }

    static JwtClaims claims(String issuer) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject("service-account-shop");
        claims.setAudience("account", "pulso");
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringListClaim("groups", "pulso-write", "people");
        return claims;
    }

    public static String sign(RsaJsonWebKey key, String issuer, Consumer<JwtClaims> change) {
        JwtClaims claims = claims(issuer);
        change.accept(claims);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    RsaJsonWebKey key() {
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
