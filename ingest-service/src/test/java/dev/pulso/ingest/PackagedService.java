package dev.pulso.ingest;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The service as it is packaged, in a process of its own. */
public final class PackagedService implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path log;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    /** @param log file of its output, in {@code target} */
    public PackagedService(String log, Map<String, String> environment) {
        this.log = Path.of("target", log);
        this.environment = new HashMap<>(environment);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
        this.environment.put("PULSO_INGEST_PORT", Integer.toString(port));
    }

    /** Starts it and waits until it is ready. */
    public PackagedService start() {
        launch();
        await().atMost(START)
                .ignoreExceptions()
                .failFast("the service ended, see " + log, () -> !process.isAlive())
                .until(() -> new Door(address(), HttpClient.newHttpClient())
                                .get("q/health/ready")
                                .status()
                        == 200);
        return this;
    }

    private void launch() {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the service does not start", e);
        }
    }

    public Door door() {
        return Door.open(address());
    }

    public int port() {
        return port;
    }

    public Path log() {
        return log;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Resident memory; -1 where there is no {@code /proc}. */
    public long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** {@code kill -15}, as an orchestrator stops it. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
