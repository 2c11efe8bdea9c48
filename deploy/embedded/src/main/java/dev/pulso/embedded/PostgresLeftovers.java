package dev.pulso.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a server leaves behind when its parent was killed: itself, still running, or only its pid file. PostgreSQL
 * refuses to start while the pid in that file belongs to any living process, a stranger's after a reboot included.
 */
final class PostgresLeftovers {
    private static final String PID_FILE = "postmaster.pid";
    private static final int STOP_SECONDS = 5;

    private PostgresLeftovers() {}

    static void clear(Path dataDir) {
        owner(dataDir).ifPresent(PostgresLeftovers::stop);
        try {
            Files.deleteIfExists(dataDir.resolve(PID_FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + dataDir, e);
        }
    }

    /** The server that runs in this directory. */
    static Optional<ProcessHandle> owner(Path dataDir) {
        Path pidFile = dataDir.resolve(PID_FILE);
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            if (lines.isEmpty() || !lines.get(0).matches("\\d+")) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(handle -> handle.info().command().orElse("").contains("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pidFile, e);
        }
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // A polite stop waits for clients; recovery at the next start makes the rude one safe.
            server.destroyForcibly();
            server.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping an old PostgreSQL", e);
        }
    }
}
