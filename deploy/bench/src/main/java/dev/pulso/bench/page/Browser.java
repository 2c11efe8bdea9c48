package dev.pulso.bench.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Chromium without a window, steered over its debugging port: no driver stands between it and the clock. */
final class Browser implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int LOOK_MILLIS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /** @throws IOException if the executable is not there or does not start; the message says what to install */
    Browser(Path executable) throws IOException, InterruptedException {
        if (!Files.isExecutable(executable)) {
            throw new IOException("no Chromium at " + executable
                    + ": apt-get install -y chromium (Debian, Ubuntu), or name it in PULSO_CHROMIUM");
        }
        Path profile = Files.createTempDirectory("pulso-page-");
        List<String> command = new ArrayList<>(List.of(
                executable.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1280,800",
                "--disable-background-networking",
                "--no-first-run",
                "--disable-sync"));
        if ("root".equals(System.getProperty("user.name"))) {
            // Its sandbox cannot start as root.
            command.add("--no-sandbox");
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        port = awaitPort(profile.resolve("DevToolsActivePort"));
    }

    private int awaitPort(Path told) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
            if (lines.size() > 1) {
                return Integer.parseInt(lines.get(0));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        close();
        throw new IOException("Chromium does not start: see " + told.resolveSibling("chromium.log"));
    }

    /** Opens an empty tab. */
    DevTools tab() throws IOException, InterruptedException {
        HttpRequest fresh = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(BodyPublishers.noBody())
                .build();
        String tab = http.send(fresh, BodyHandlers.ofString()).body();
        return new DevTools(
                http,
                URI.create(new JsonMapper()
                        .readTree(tab)
                        .get("webSocketDebuggerUrl")
                        .asText()));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
