package dev.pulso.bench.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server under load, in a process of its own. */
final class Server implements AutoCloseable {
    /** The same for both servers. */
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC");

    private static final Duration START = Duration.ofSeconds(90);

    private final String name;
    private final int port;
    private final Process process;

    private Server(String name, int port, List<String> arguments, Map<String, String> environment, Path log)
            throws IOException {
        this.name = name;
        this.port = port;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Starts the packaged ingest-service and waits until it is ready. */
    static Server pulso(String kafka, int port, List<String> options, Path log)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-jar", "ingest-service/target/quarkus-app/quarkus-run.jar"));
        Server server = new Server(
                "ingest-service",
                port,
                arguments,
                Map.of("PULSO_KAFKA", kafka, "PULSO_INGEST_PORT", Integer.toString(port)),
                log);
        server.await(server::ready);
        return server;
    }

    /** Starts Camel's routes and waits until they listen. */
    static Server camel(String kafka, int port, String topic, Path log) throws IOException, InterruptedException {
        String module = "deploy/bench/baseline-camel/target/";
        Server server = new Server(
                "camel",
                port,
                List.of(
                        "-cp",
                        module + "classes:" + module + "lib/*",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "dev.pulso.bench.camel.HttpToKafka",
                        Integer.toString(port),
                        kafka,
                        topic),
                Map.of(),
                log);
        server.await(server::listens);
        return server;
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                close();
                throw new IOException(name + " does not start, see " + name + ".log beside the figures");
            }
            Thread.sleep(200);
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** CPU time of the process so far, user and system. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Resident memory in MB. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
