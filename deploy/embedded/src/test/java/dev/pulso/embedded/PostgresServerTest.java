package dev.pulso.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    @Test
    void shouldKeepDataWhenRestarted(@TempDir Path folder) throws SQLException {
        try (PostgresServer server = PostgresServer.start(PostgresSettings.in(folder.resolve("db")))) {
            execute(server, "CREATE TABLE t (n int)");
            execute(server, "INSERT INTO t VALUES (42)");

            server.restart();

            assertThat(number(server)).isEqualTo(42);
        }
    }

    @Test
    void shouldReplaceAServerWhoseParentWasKilled(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("db");
        AbandonedPostgres.runIn(data);
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));

        try (PostgresServer next = PostgresServer.start(PostgresSettings.in(data))) {
            assertThat(number(next)).isEqualTo(7);
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void shouldRefuseAWrongPassword(@TempDir Path folder) {
        try (PostgresServer server = PostgresServer.start(PostgresSettings.in(folder.resolve("db")))) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
                    .hasMessageContaining("password");
        }
    }

    @Test
    void shouldTalkOverTlsOnlyWhenItHasACertificate(@TempDir Path folder) throws SQLException {
        LoopbackCertificate certificate = LoopbackCertificate.in(folder.resolve("tls"));
        PostgresSettings settings = PostgresSettings.in(folder.resolve("db")).withCertificate(certificate);
        try (PostgresServer server = PostgresServer.start(settings)) {
            String checked = server.jdbcUrl() + "?sslmode=verify-full&sslrootcert=" + certificate.certificate();
            try (Connection connection = DriverManager.getConnection(checked, server.user(), server.password());
                    ResultSet rows = connection
                            .createStatement()
                            .executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
                assertThat(rows.next() && rows.getBoolean(1)).isTrue();
            }
            String clear = server.jdbcUrl() + "?sslmode=disable";
            assertThatThrownBy(() -> DriverManager.getConnection(clear, server.user(), server.password()))
                    .hasMessageContaining("no encryption");
        }
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            connection.createStatement().execute(sql);
        }
    }

    private static int number(PostgresServer server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                ResultSet rows = connection.createStatement().executeQuery("SELECT n FROM t")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
