package dev.pulso.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The processor as a process of its own, as the launcher starts it. */
final class ChildProcessor implements AutoCloseable {
    private final Process process;
    private final Path output;

    private ChildProcessor(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ChildProcessor start(String kafka, Path dataDir, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Compiling for speed takes longer than a test lasts.
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        OpenPackages.NEEDED.stream().map(OpenPackages::option).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.pulso.processor.Main"));
        Path output = dataDir.resolve("processor.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "PULSO_KAFKA",
                        kafka,
                        "PULSO_DATA_DIR",
                        dataDir.toString(),
                        "PULSO_PROCESSOR_ARCHIVE_TRIGGER",
                        "PT1S",
                        "PULSO_PROCESSOR_ARCHIVE_FAN_IN",
                        "3",
                        "PULSO_PROCESSOR_TRENDS_TRIGGER",
                        "PT1S",
                        "PULSO_PROCESSOR_PORT",
                        Integer.toString(port)));
        return new ChildProcessor(builder.start(), output);
    }

    Process process() {
        return process;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the processor did not end on SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
