package dev.pulso.local.run;

import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of Pulso's own services as a child process. */
final class ServiceUnit implements Unit {
    private static final Duration READY_DEADLINE = Duration.ofSeconds(240);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(25);
    private static final int POLL_MILLIS = 200;

    private final Node node;
    private final Settings settings;
    private final ServiceCommand command;
    private final Readiness readiness;

    @Nullable
    private volatile Process process;

    ServiceUnit(Node node, Settings settings, ServiceCommand command, Readiness readiness) {
        this.node = node;
        this.settings = settings;
        this.command = command;
        this.readiness = readiness;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void start() {
        Process started = launch();
        process = started;
        long end = System.nanoTime() + READY_DEADLINE.toNanos();
        while (!readiness.isReady(settings.url(node))) {
            try {
                if (started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("ended with exit code " + started.exitValue());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            if (System.nanoTime() > end) {
                started.destroyForcibly();
                throw new IllegalStateException("not ready after " + READY_DEADLINE.toSeconds() + " s");
            }
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

    private Process launch() {
        Path folder = settings.root().resolve(node.part().title());
        ProcessBuilder builder = new ProcessBuilder(command.command(node.part()))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(command.environment(node));
        try {
            Process started = builder.start();
            ServiceLog.copy(node.title(), started.getInputStream(), settings.log(node));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(node.title() + " does not start", e);
        }
    }
}
