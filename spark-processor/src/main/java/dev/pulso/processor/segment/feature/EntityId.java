package dev.pulso.processor.segment.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands for an entity in keys: the first 128 bits of SHA-256, as {@link Records#digest} makes them in Spark. */
public final class EntityId {
    /** Characters. */
    public static final int WIDTH = 32;

    private EntityId() {}

    public static String of(String entity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(entity.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, WIDTH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
