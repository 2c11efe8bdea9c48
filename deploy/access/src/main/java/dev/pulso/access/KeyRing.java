package dev.pulso.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.pulso.contracts.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of a file, which holds their SHA-256 only. */
final class KeyRing {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final ObjectReader FILE = MessageCodec.mapper()
            .readerFor(new TypeReference<List<Entry>>() {})
            // A misspelt quota would be no quota.
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, Caller> byHash = new HashMap<>();

    /**
     * One key of the file.
     *
     * @param sha256 of the key's UTF-8 bytes, hexadecimal
     * @param eventsPerSecond null or 0 without a limit
     * @param burst events at once; as many as in a second if not given
     */
    private record Entry(
            @Nullable String name,
            @Nullable String sha256,
            @Nullable Set<Role> roles,
            @Nullable Long eventsPerSecond,
            @Nullable Long burst) {}

    private KeyRing() {}

    /** @throws IllegalStateException naming the entry that is wrong, or if the file cannot be read */
    static KeyRing read(Path file) {
        List<Entry> entries;
        try {
            entries = FILE.readValue(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException("pulso.access.keys-file: " + file
                    + " is not readable as a JSON array of keys with name, sha256," + " roles, eventsPerSecond, burst");
        }
        KeyRing ring = new KeyRing();
        for (int i = 0; i < entries.size(); i++) {
            ring.add(entries.get(i), "pulso.access.keys-file: key " + (i + 1) + " of " + file);
        }
        return ring;
    }

    /** @return null if there is no such key */
    @Nullable
    Caller find(String key) {
        // Looking up a hash tells nothing by its time: a guess of the key cannot steer the hash.
        return byHash.get(HexFormat.of().formatHex(sha256(key)));
    }

    private void add(Entry entry, String where) {
        String hash = entry.sha256() == null ? "" : entry.sha256().toLowerCase(Locale.ROOT);
        if (entry.name() == null || entry.name().isBlank()) {
            throw new IllegalStateException(where + " has no name");
        }
        if (!SHA256.matcher(hash).matches()) {
            throw new IllegalStateException(where + " needs sha256: 64 hexadecimal digits");
        }
        if (entry.roles() == null || entry.roles().isEmpty()) {
            throw new IllegalStateException(where + " needs roles: write, read, admin");
        }
        long rate = entry.eventsPerSecond() == null ? 0 : entry.eventsPerSecond();
        long burst = entry.burst() == null ? rate : entry.burst();
        if (rate < 0 || burst < 0 || (rate > 0 && burst == 0)) {
            throw new IllegalStateException(where + " has a quota below 1");
        }
        Allowance allowance = rate == 0 ? null : new Allowance(rate, burst);
        if (byHash.put(hash, new Caller(entry.name(), entry.roles(), allowance)) != null) {
            throw new IllegalStateException(where + " is there twice");
        }
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
