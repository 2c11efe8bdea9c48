package dev.pulso.bench.results;

import dev.pulso.embedded.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The packaged results-service as a process of its own, with the heap the launcher gives it. */
final class ResultsProcess implements AutoCloseable {
    private static final Path JAR = Path.of("results-service/target/quarkus-app/quarkus-run.jar");
    private static final Duration DEADLINE = Duration.ofSeconds(120);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String address;

    private ResultsProcess(Process process, int port) {
        this.process = process;
        this.address = "http://127.0.0.1:" + port;
    }

    /** Starts it and waits until it is ready. */
    static ResultsProcess start(PostgresServer postgres, String kafka, String heap, Path log) throws Exception {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-jar",
                JAR.toString());
        builder.environment().put("PULSO_RESULTS_PORT", Integer.toString(port));
        builder.environment().put("PULSO_KAFKA", kafka);
        builder.environment().put("PULSO_DB_URL", postgres.jdbcUrl());
        builder.environment().put("PULSO_DB_USER", postgres.user());
        builder.environment().put("PULSO_DB_PASSWORD", postgres.password());
        File file = log.toFile();
        ResultsProcess results = new ResultsProcess(
                builder.redirectErrorStream(true).redirectOutput(file).start(), port);
        Instant end = Instant.now().plus(DEADLINE);
        while (results.status("/q/health/ready") != 200) {
            if (Instant.now().isAfter(end) || !results.process.isAlive()) {
                results.close();
                throw new IllegalStateException("results-service is not ready, see " + file);
            }
            Thread.sleep(200);
        }
        return results;
    }

    /** Body of an answer that must be 200. */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(path), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers with " + answer.statusCode());
        }
        return answer.body();
    }

    private int status(String path) throws InterruptedException {
        try {
            return client.send(request(path), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(120))
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
