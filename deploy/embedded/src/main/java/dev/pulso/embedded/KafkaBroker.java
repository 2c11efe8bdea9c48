package dev.pulso.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker (KRaft, broker and controller in one) in a child process. It listens on loopback only, keeps its port
 * over {@link #restart()}, and ends with this JVM whatever ends that.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration START_DEADLINE = Duration.ofSeconds(90);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);
    private static final String CONFIG = "server.properties";

    private final KafkaSettings settings;
    private final int port;
    private Process process;

    private KafkaBroker(KafkaSettings settings) {
        this.settings = settings;
        this.port = settings.port() == 0 ? FreePort.any() : settings.port();
        this.process = launch();
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @throws IllegalStateException if it ends or does not answer in time; the message names its output file
     */
    public static KafkaBroker start(KafkaSettings settings) {
        if (!Files.isDirectory(settings.home().resolve("lib"))) {
            throw new IllegalStateException(
                    "no Kafka in " + settings.home() + ": build it with mvn -pl deploy/embedded -am process-resources");
        }
        KafkaBroker broker = new KafkaBroker(settings);
        try {
            broker.awaitReady();
            return broker;
        } catch (RuntimeException e) {
            broker.kill();
            throw e;
        }
    }

    /** Starts a broker for tests: free port, data in a new temporary folder. */
    public static KafkaBroker start() {
        try {
            return start(KafkaSettings.in(Files.createTempDirectory("pulso-kafka-")));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** What a client needs to reach the broker; a fresh map to add to. */
    public Map<String, Object> client() {
        KafkaAccount account = settings.account();
        Map<String, Object> client = new HashMap<>(account == null ? Map.of() : account.clientProperties());
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return client;
    }

    public Process process() {
        return process;
    }

    /** Stops in order: the log is flushed and closed. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends the process at once, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Starts again on the same port with the same data and waits until it answers. */
    public void restart() {
        if (process.isAlive()) {
            stop();
        }
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        stop();
    }

    private Process launch() {
        try {
            Files.createDirectories(settings.dataDir());
            Path config = settings.dataDir().resolveSibling(CONFIG);
            KafkaQuorum cluster = settings.quorum();
            KafkaQuorum quorum =
                    cluster == null ? new KafkaQuorum(Uuid.randomUuid().toString(), List.of(FreePort.any())) : cluster;
            Files.writeString(config, KafkaConfig.text(settings, port, quorum));
            if (!Files.exists(settings.dataDir().resolve("meta.properties"))) {
                format(config, quorum.clusterId());
            }
            return java("kafka.Kafka", List.of(config.toString())).start();
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka does not start", e);
        }
    }

    private void format(Path config, String clusterId) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("format", "-t", clusterId, "-c", config.toString()));
        KafkaAccount account = settings.account();
        if (account != null) {
            arguments.addAll(List.of("--add-scram", account.scram()));
        }
        Process format = java("kafka.tools.StorageTool", arguments).start();
        try {
            if (!format.waitFor(START_DEADLINE.toSeconds(), TimeUnit.SECONDS) || format.exitValue() != 0) {
                throw new IllegalStateException("Kafka cannot format its storage, see " + settings.output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while formatting the storage of Kafka", e);
        }
    }

    private ProcessBuilder java(String mainClass, List<String> arguments) throws IOException {
        Files.createDirectories(settings.output().toAbsolutePath().getParent());
        return new ProcessBuilder(KafkaConfig.command(settings, mainClass, arguments))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(settings.output().toFile()));
    }

    private void awaitReady() {
        Map<String, Object> config = client();
        LoopbackPort.awaitOpen(port, process, START_DEADLINE, "Kafka, see " + settings.output());
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().nodes().get(START_DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer, see " + settings.output(), e);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
