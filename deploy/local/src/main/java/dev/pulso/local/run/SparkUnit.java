package dev.pulso.local.run;

import dev.pulso.embedded.LoopbackPort;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The master or a worker of a Spark standalone cluster, out of the libraries of spark-processor. */
final class SparkUnit implements Unit {
    private static final Duration START_DEADLINE = Duration.ofSeconds(90);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private final Node node;
    private final Settings settings;
    private final SparkCommand command;

    @Nullable
    private volatile Process process;

    SparkUnit(Node node, Settings settings, SparkCommand command) {
        this.node = node;
        this.settings = settings;
        this.command = command;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(command.command(node))
                .directory(settings.root().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(command.environment());
        try {
            Files.createDirectories(command.workFolder(node));
            Process started = builder.start();
            process = started;
            ServiceLog.copy(node.title(), started.getInputStream(), settings.log(node));
            LoopbackPort.awaitOpen(settings.port(node), started, START_DEADLINE, node.title());
        } catch (IOException e) {
            throw new UncheckedIOException(node.title() + " does not start", e);
        }
    }

    @Override
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ProcessHandle process() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException(node.title() + " does not run");
        }
        return running.toHandle();
    }
}
