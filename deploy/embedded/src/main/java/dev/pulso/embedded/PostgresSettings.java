package dev.pulso.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to run PostgreSQL.
 *
 * @param dataDir its data directory; reused if it holds a cluster
 * @param port on loopback; 0 takes a free one
 * @param user owner of the database {@code pulso}; created if absent
 * @param password of that user and of the superuser
 * @param durable whether a power cut may lose nothing; false is faster and good enough for tests
 * @param stopsWithJvm whether it stops by itself when this JVM ends; false for who stops it in an order of his own
 * @param output file its console output is appended to
 * @param certificate with one, the server takes connections over TLS only; null for connections in the clear
 */
public record PostgresSettings(
        Path dataDir,
        int port,
        String user,
        String password,
        boolean durable,
        boolean stopsWithJvm,
        Path output,
        @Nullable LoopbackCertificate certificate) {
    public PostgresSettings {
        if (!user.matches("[a-z_][a-z0-9_]*")) {
            throw new IllegalArgumentException("user is not a plain lower-case name");
        }
        if (!password.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("password has characters other than letters, digits, '.', '_' and '-'");
        }
    }

    /** A server for tests in this folder, on a free port. */
    public static PostgresSettings in(Path dataDir) {
        return new PostgresSettings(
                dataDir, 0, "pulso", "pulso", false, true, dataDir.resolveSibling("postgres.log"), null);
    }

    /** The same server, over TLS only. */
    public PostgresSettings withCertificate(LoopbackCertificate newCertificate) {
        return new PostgresSettings(dataDir, port, user, password, durable, stopsWithJvm, output, newCertificate);
    }
}
