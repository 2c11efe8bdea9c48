package dev.pulso.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL 17 in child processes, on loopback, for root and ordinary users, with a database {@code pulso}. */
public final class PostgresServer implements AutoCloseable {
    private static final String DATABASE = "pulso";
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);
    private static final String ACCESS = "local all all %2$s%n%1$s all all 127.0.0.1/32 %2$s%n";
    private static final String MAX_CONNECTIONS = "60";

    private final PostgresSettings settings;
    private final int port;
    private EmbeddedPostgres server;

    private PostgresServer(PostgresSettings settings) {
        this.settings = settings;
        this.port = settings.port() == 0 ? FreePort.any() : settings.port();
        this.server = launch();
    }

    /**
     * Starts a server and waits until it answers. What a killed predecessor left in the data directory is cleared.
     *
     * @throws IllegalStateException if it does not start
     */
    public static PostgresServer start(PostgresSettings settings) {
        return new PostgresServer(settings);
    }

    /** Starts a server for tests: free port, data in a new temporary folder. */
    public static PostgresServer start() {
        try {
            return start(PostgresSettings.in(Files.createTempDirectory("pulso-postgres-")));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }

    /** Address of the database {@code pulso}, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** The server's main process, which is no child of this JVM. */
    public ProcessHandle process() {
        return PostgresLeftovers.owner(settings.dataDir())
                .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run in " + settings.dataDir()));
    }

    public String user() {
        return settings.user();
    }

    public String password() {
        return settings.password();
    }

    /** Stops in order; open connections are cut. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }

    /** Starts again on the same port with the same data. */
    public void restart() {
        stop();
        server = launch();
    }

    @Override
    public void close() {
        stop();
    }

    private EmbeddedPostgres launch() {
        PostgresLeftovers.clear(settings.dataDir());
        try {
            Files.createDirectories(settings.dataDir().toAbsolutePath().getParent());
            Files.createDirectories(settings.output().toAbsolutePath().getParent());
            if (Files.exists(accessFile())) {
                // The password may be another one than last time.
                Files.writeString(accessFile(), ACCESS.formatted("host", "trust"));
            }
            EmbeddedPostgres started = builder().start();
            prepareDatabase(started);
            return started;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL does not start in " + settings.dataDir(), e);
        }
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = plainBuilder();
        LoopbackCertificate certificate = settings.certificate();
        if (certificate != null) {
            builder.setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                    .setServerConfig("ssl_key_file", certificate.privateKey().toString());
        }
        return builder;
    }

    private EmbeddedPostgres.Builder plainBuilder() {
        Path log = settings.output();
        String durable = settings.durable() ? "on" : "off";
        return EmbeddedPostgres.builder()
                .setDataDirectory(settings.dataDir().toAbsolutePath())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries())
                .setRegisterShutdownHook(settings.stopsWithJvm())
                .setPort(port)
                .setPGStartupWait(START_DEADLINE)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", MAX_CONNECTIONS)
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setConnectConfig("password", settings.password())
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()));
    }

    /** Every start trusts everybody on loopback just until it has set the passwords. */
    private void prepareDatabase(EmbeddedPostgres started) throws IOException, SQLException {
        try (Connection connection = started.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + settings.user() + "'")) {
                statement.execute("CREATE ROLE " + settings.user() + " LOGIN");
            }
            statement.execute("ALTER ROLE " + settings.user() + " PASSWORD '" + settings.password() + "'");
            statement.execute("ALTER ROLE postgres PASSWORD '" + settings.password() + "'");
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + settings.user());
            }
            Files.writeString(
                    accessFile(),
                    ACCESS.formatted(settings.certificate() == null ? "host" : "hostssl", "scram-sha-256"));
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** A folder per user: what one of them has unpacked, another cannot write to. */
    private static File binaries() {
        String folder = "pulso-postgres-" + System.getProperty("user.name");
        return Path.of(System.getProperty("java.io.tmpdir"), folder).toFile();
    }

    private Path accessFile() {
        return settings.dataDir().resolve("pg_hba.conf");
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
