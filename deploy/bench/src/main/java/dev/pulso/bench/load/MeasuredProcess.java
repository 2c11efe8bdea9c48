package dev.pulso.bench.load;

import dev.pulso.local.run.ServiceCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM in a process of its own, so that its CPU time is its own. Its output goes to a file. */
public final class MeasuredProcess implements AutoCloseable {
    /** What Flink reaches into beyond Spark. */
    private static final String OPENED_FOR_FLINK = "--add-opens=java.base/java.time=ALL-UNNAMED";

    private final Process process;
    private final long startedNanos = System.nanoTime();

    private MeasuredProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it with the JVM of this process and the flags of the launcher.
     *
     * @param classPath as {@code java -cp} takes it
     * @param output file for what it says, replaced
     */
    public static MeasuredProcess start(
            int heapMegabytes,
            List<String> options,
            String classPath,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-Duser.timezone=UTC"));
        command.addAll(ServiceCommand.sparkOpens());
        command.add(OPENED_FOR_FLINK);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new MeasuredProcess(builder.start());
    }

    /** Processor time of all its threads so far, garbage collection and compiler included. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Time since its start. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Exit code, or null while it runs. */
    public @Nullable Integer exitCode() {
        return process.isAlive() ? null : process.exitValue();
    }

    /** Asks it to end, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
