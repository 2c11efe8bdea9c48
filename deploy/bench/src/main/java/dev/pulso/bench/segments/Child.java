package dev.pulso.bench.segments;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pulso.local.run.ServiceCommand;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs with class paths and languages of their own. */
final class Child {
    private final List<String> command;

    private Child(List<String> command) {
        this.command = command;
    }

    /** Spark with the processor's classes, as built by deploy/bench/run. */
    static Child java(String heap) {
        String classes = String.join(
                File.pathSeparator,
                "deploy/bench/segments/target/classes",
                "spark-processor/target/classes",
                "spark-processor/target/lib/*");
        return new Child(Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx" + heap),
                        ServiceCommand.sparkOpens().stream(),
                        Stream.of("-cp", classes))
                .flatMap(each -> each)
                .toList());
    }

    static Child python(String interpreter) {
        return new Child(List.of(interpreter));
    }

    boolean succeeds(String... arguments) throws InterruptedException {
        try {
            return builder(arguments)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws IllegalStateException if it fails */
    void run(String... arguments) throws IOException, InterruptedException {
        finish(builder(arguments).redirectOutput(Redirect.INHERIT).start());
    }

    /**
     * The JSON of the last line it prints.
     *
     * @throws IllegalStateException if it fails
     */
    JsonNode lastLine(String... arguments) throws IOException, InterruptedException {
        Process process = builder(arguments).start();
        String last = "{}";
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        }
        finish(process);
        return JsonMapper.builder().build().readTree(last);
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(all).redirectError(Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        // Set for small machines, they hold scikit-learn's arithmetic back.
        environment.remove("OPENBLAS_CORETYPE");
        environment.remove("OPENBLAS_L2_SIZE");
        return builder;
    }

    private void finish(Process process) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + process.exitValue());
        }
    }
}
