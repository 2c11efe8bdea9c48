package dev.pulso.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** wrk, the load generator: one thread, a bounded time. */
final class Wrk {
    private final Path script;

    /** @param folder for its script */
    Wrk(Path folder) throws IOException {
        script = folder.resolve("events.lua");
        try (InputStream lua = Objects.requireNonNull(getClass().getResourceAsStream("events.lua"))) {
            Files.write(script, lua.readAllBytes());
        }
    }

    /**
     * What came of a load.
     *
     * @param requests answered with 2xx
     * @param refused answered otherwise
     * @param broken without an answer
     */
    record Answered(long requests, double seconds, long refused, long broken, double p50Millis, double p99Millis) {}

    /**
     * @param port on loopback
     * @throws IOException if wrk is not installed or says nothing
     */
    Answered run(Load load, int port, Duration time) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "-t1",
                "-c" + load.connections(),
                "-d" + time.toSeconds() + "s",
                "--timeout",
                "120s",
                "-s",
                script.toString(),
                "http://127.0.0.1:" + port + load.path(),
                "--"));
        command.addAll(load.arguments());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        JsonNode line = JsonMapper.builder()
                .build()
                .readTree(said.lines()
                        .filter(one -> one.startsWith("{"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("wrk said: " + said)));
        long refused = line.get("refused").asLong();
        return new Answered(
                line.get("requests").asLong() - refused,
                line.get("seconds").asDouble(),
                refused,
                line.get("broken").asLong(),
                line.get("p50Millis").asDouble(),
                line.get("p99Millis").asDouble());
    }
}
