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
    private static final int STOP_SECONDS = 5;

    private PostgresLeftovers() {}

    static void clear(Path dataDir) {
        Path pidFile = dataDir.resolve("postmaster.pid");
        try {
            if (Files.exists(pidFile)) {
                owner(Files.readAllLines(pidFile)).ifPresent(PostgresLeftovers::stop);
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + pidFile, e);
        }
    }

    private static Optional<ProcessHandle> owner(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(handle -> handle.info().command().orElse("").contains("postgres"));
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
