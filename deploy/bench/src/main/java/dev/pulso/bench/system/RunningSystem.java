package dev.pulso.bench.system;

import dev.pulso.local.client.Api;
import dev.pulso.local.client.ApiException;
import dev.pulso.local.run.RunFolder;
import dev.pulso.local.run.RunState;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import dev.pulso.local.settings.SettingsReader;
import dev.pulso.local.settings.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Pulso as a person would start it: {@code deploy/pulso up} in a process of its own. */
public final class RunningSystem implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(400);
    private static final Duration STOP = Duration.ofMinutes(2);

    private final SystemOptions options;
    private final @Nullable Process launcher;
    private final Api api = new Api();

    private RunningSystem(SystemOptions options, @Nullable Process launcher) {
        this.options = options;
        this.launcher = launcher;
    }

    /**
     * Starts it and waits until everything is ready.
     *
     * @throws IllegalStateException if it ends or is not ready in time; the message names its console file
     */
    public static RunningSystem start(SystemOptions options) {
        Path console = options.data().resolveSibling(options.data().getFileName() + "-console.log");
        List<String> command = new ArrayList<>();
        command.add(options.root().resolve("deploy/pulso").toString());
        command.add("up");
        command.addAll(List.of("--data", options.data().toString()));
        command.addAll(options.arguments());
        if (options.topology() == Topology.CLUSTER) {
            command.add("--cluster");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        builder.environment().put("PULSO_NO_BUILD", "1");
        builder.environment().putAll(options.environment());
        try {
            Files.createDirectories(options.data());
            Process started = builder.start();
            RunningSystem system = new RunningSystem(options, started);
            // Whoever ends this JVM ends what it has started.
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop-pulso"));
            system.awaitStart(started, console);
            return system;
        } catch (IOException e) {
            throw new UncheckedIOException("deploy/pulso cannot be started", e);
        }
    }

    /**
     * Uses one that runs already; closing leaves it running.
     *
     * @throws IllegalStateException if none runs with this data folder
     */
    public static RunningSystem attach(SystemOptions options) {
        RunningSystem system = new RunningSystem(options, null);
        if (system.state().filter(RunState::ready).isEmpty()) {
            throw new IllegalStateException("no Pulso is ready in " + options.data());
        }
        return system;
    }

    private void awaitStart(Process started, Path console) {
        boolean ready = Patience.until(
                START,
                () -> !started.isAlive() || state().filter(RunState::ready).isPresent());
        if (!ready || !started.isAlive()) {
            close();
            throw new IllegalStateException("Pulso did not start, see " + console);
        }
    }

    public Path data() {
        return options.data();
    }

    /** Its nodes and the ports they have in this run. */
    public Settings settings() {
        Settings settings = new SettingsReader(
                        options.root(),
                        options.topology(),
                        Map.of(),
                        Map.of("data", options.data().toString()))
                .read();
        return state().map(state -> state.in(settings)).orElse(settings);
    }

    public Api api() {
        return api;
    }

    public String url(Part part) {
        return settings().url(part);
    }

    /** The process of a node, if it lives and the launcher knows it. */
    public Optional<ProcessHandle> process(Node node) {
        return state().stream()
                .flatMap(state -> state.children().stream())
                .filter(child -> child.node().equals(node))
                .findFirst()
                .flatMap(child -> child.identity().find());
    }

    public ProcessHandle require(Node node) {
        return process(node).orElseThrow(() -> new IllegalStateException(node.title() + " does not run"));
    }

    /** Waits until a node runs in another process than before and answers that it is ready. */
    public void awaitBack(Node node, long formerPid, Duration atMost) {
        Patience.require(
                node.title() + " is back",
                atMost,
                () -> process(node).filter(now -> now.pid() != formerPid).isPresent() && isReady(node));
    }

    /** What the service itself says; servers are ready once their launcher lists their process. */
    public boolean isReady(Node node) {
        if (!node.part().isService()) {
            return process(node).isPresent();
        }
        try {
            return api.get(settings().url(node) + "/q/health/ready")
                    .path("status")
                    .asText()
                    .equals("UP");
        } catch (ApiException e) {
            return false;
        }
    }

    /** Whether everything acknowledged so far is in the answers. */
    public boolean isCaughtUp() {
        try {
            return api.get(url(Part.RESULTS) + "/v1/pipeline?wait=20s")
                    .path("caughtUp")
                    .asBoolean();
        } catch (ApiException e) {
            return false;
        }
    }

    /** A connection to its database, as its owner. */
    public Connection database() throws SQLException {
        try {
            String password = Files.readString(options.data().resolve("secrets/db-password"))
                    .strip();
            String url = "jdbc:postgresql://127.0.0.1:" + settings().port(Part.POSTGRES) + "/pulso";
            return DriverManager.getConnection(url, "pulso", password);
        } catch (IOException e) {
            throw new UncheckedIOException("the password of the database is unreadable", e);
        }
    }

    @Override
    public void close() {
        Process started = launcher;
        if (started == null) {
            return;
        }
        started.destroy();
        try {
            if (!started.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                started.destroyForcibly();
            }
        } catch (InterruptedException e) {
            started.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Optional<RunState> state() {
        Settings settings = new SettingsReader(
                        options.root(),
                        options.topology(),
                        Map.of(),
                        Map.of("data", options.data().toString()))
                .read();
        return new RunFolder(settings).running();
    }
}
