package dev.pulso.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A JVM that starts a server, writes the number 7 and vanishes without stopping it. */
final class AbandonedPostgres {
    private AbandonedPostgres() {}

    static void runIn(Path data) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(java, "-cp", classPath, AbandonedPostgres.class.getName(), data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("abandoned.log").toFile())
                .start();
        assertThat(process.waitFor()).as("exit code").isZero();
    }

    public static void main(String[] args) throws SQLException {
        PostgresServer server = PostgresServer.start(PostgresSettings.in(Path.of(args[0])));
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            connection.createStatement().execute("CREATE TABLE t AS SELECT 7 AS n");
        }
        // Skips the shutdown hooks, as kill -9 does.
        Runtime.getRuntime().halt(0);
    }
}
