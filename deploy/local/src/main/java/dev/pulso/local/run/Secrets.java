package dev.pulso.local.run;

import dev.pulso.embedded.KafkaAccount;
import dev.pulso.embedded.LoopbackCertificate;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Random secrets, made once and readable by their owner only. They survive {@code reset}: author keys stay the same. */
final class Secrets {
    private static final int BYTES = 32;
    private static final String KAFKA_USER = "pulso";
    private static final String KAFKA_PASSWORD = "kafka-password";
    private static final String ADMIN_KEY = "admin-key";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;

    Secrets(Settings settings) {
        this.folder = settings.secrets();
    }

    /** Whether Kafka's storage was made with an account. */
    static boolean hasKafkaPassword(Settings settings) {
        return Files.exists(settings.secrets().resolve(KAFKA_PASSWORD));
    }

    String databasePassword() {
        return text("db-password");
    }

    /** The file with the key of the author hashes. */
    Path authorKey() {
        return file("author-key");
    }

    /** One certificate for Kafka and PostgreSQL: both are at 127.0.0.1. */
    synchronized LoopbackCertificate certificate() {
        return LoopbackCertificate.in(folder.resolve("tls"));
    }

    /** The one account at Kafka. */
    KafkaAccount kafkaAccount() {
        return new KafkaAccount(certificate(), KAFKA_USER, text(KAFKA_PASSWORD));
    }

    /** What protected services are told beside the rest. */
    Map<String, String> environment() {
        String authorities = certificate().certificate().toString();
        Path adminKey = file(ADMIN_KEY);
        return Map.of(
                "PULSO_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "PULSO_KAFKA_CA_FILE", authorities,
                "PULSO_KAFKA_USERNAME", KAFKA_USER,
                "PULSO_KAFKA_PASSWORD_FILE", file(KAFKA_PASSWORD).toString(),
                "PULSO_DB_CA_FILE", authorities,
                "PULSO_KEYS_FILE", keys(adminKey).toString(),
                "PULSO_GATEWAY_KEY_FILE", adminKey.toString(),
                "PULSO_ORDERS_KEY_FILE", file("orders-key").toString(),
                "PULSO_SESSION_SECRET_FILE", file("session-secret").toString());
    }

    /** The file of keys: services get hashes only. */
    private synchronized Path keys(Path adminKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Files.readString(adminKey).strip().getBytes(StandardCharsets.UTF_8));
            String entry = "[{\"name\":\"admin\",\"sha256\":\"%s\",\"roles\":[\"admin\"]}]"
                    .formatted(HexFormat.of().formatHex(hash));
            Path file = folder.resolve("keys.json");
            return Files.exists(file) ? file : Files.writeString(file, entry);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot write the file of keys", e);
        }
    }

    private String text(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret " + name, e);
        }
    }

    /** Services that start side by side ask at the same time. */
    private synchronized Path file(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder, OWNER_ONLY_FOLDER);
                Path unfinished = Files.createTempFile(folder, name, null, OWNER_ONLY_FILE);
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                Files.writeString(unfinished, HexFormat.of().formatHex(random));
                Files.move(unfinished, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
