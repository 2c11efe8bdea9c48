package dev.pulso.extractor.author;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns author ids into {@code keyId:hex} with HMAC-SHA-256. The network is part of the hashed message: the same number
 * on two networks is two people. Safe for use by many threads.
 */
public final class AuthorKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final String prefix;
    private final ThreadLocal<Mac> macs;

    /** @throws IllegalArgumentException if the secret is empty or the id contains a colon */
    public AuthorKeys(String keyId, byte[] secret) {
        if (keyId.isEmpty() || keyId.contains(":")) {
            throw new IllegalArgumentException("pulso.author.key-id must be non-empty and without a colon");
        }
        this.prefix = keyId + ":";
        SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
        this.macs = ThreadLocal.withInitial(() -> mac(key));
    }

    /** The key of an account of a network. */
    public String keyOf(String network, String authorId) {
        byte[] message = (network + ":" + authorId).getBytes(StandardCharsets.UTF_8);
        return prefix + HexFormat.of().formatHex(macs.get().doFinal(message));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
