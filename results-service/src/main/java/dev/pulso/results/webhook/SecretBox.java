package dev.pulso.results.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets in the database: with AES-256-GCM if there is a key, else as they are. They cannot be hashed, because
 * signing needs them. Form: a byte that says which, then the secret, or nonce and ciphertext.
 */
@ApplicationScoped
class SecretBox {
    private static final byte PLAIN = 0;
    private static final byte ENCRYPTED = 1;
    private static final int KEY_BYTES = 32;
    private static final int SECRET_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final Optional<SecretKey> key;
    private final SecureRandom random = new SecureRandom();

    SecretBox(WebhookConfig config) {
        key = config.key().filter(text -> !text.isBlank()).map(SecretBox::key);
    }

    /** A new secret. */
    byte[] secret() {
        return bytes(SECRET_BYTES);
    }

    byte[] close(byte[] secret) {
        if (key.isEmpty()) {
            return ByteBuffer.allocate(1 + secret.length).put(PLAIN).put(secret).array();
        }
        byte[] nonce = bytes(NONCE_BYTES);
        byte[] text = cipher(Cipher.ENCRYPT_MODE, key.get(), nonce, secret, 0);
        return ByteBuffer.allocate(1 + nonce.length + text.length)
                .put(ENCRYPTED)
                .put(nonce)
                .put(text)
                .array();
    }

    /** @throws IllegalStateException if it was closed with another key */
    byte[] open(byte[] closed) {
        ByteBuffer buffer = ByteBuffer.wrap(closed);
        if (buffer.get() == PLAIN) {
            byte[] secret = new byte[buffer.remaining()];
            buffer.get(secret);
            return secret;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        SecretKey with = key.orElseThrow(() -> new IllegalStateException("pulso.webhooks.key is missing"));
        return cipher(Cipher.DECRYPT_MODE, with, nonce, closed, 1 + NONCE_BYTES);
    }

    private static byte[] cipher(int mode, SecretKey key, byte[] nonce, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("pulso.webhooks.key is not the key of the stored secrets", e);
        }
    }

    private static SecretKey key(String text) {
        byte[] bytes = Base64.getDecoder().decode(text.strip());
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("pulso.webhooks.key must be " + KEY_BYTES + " bytes in base64");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
