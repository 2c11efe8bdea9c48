package dev.pulso.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entries of a file of keys; also in the test jar, for the tests of services. */
public final class Keys {
    private Keys() {}

    public static String entry(String name, String key, String role) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "{\"name\":\"%s\",\"sha256\":\"%s\",\"roles\":[\"%s\"]}"
                    .formatted(name, HexFormat.of().formatHex(hash), role);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
