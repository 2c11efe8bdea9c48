package dev.pulso.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run page}. */
@Command(
        name = "page",
        description =
                "How fast the page of a running Pulso (deploy/pulso demo) is there in a real Chromium, cache off, "
                        + "and how much of it there is. Goals: first paint within 1 s, 300 kB compressed.",
        mixinStandardHelpOptions = true)
public final class PageCommand implements Callable<Integer> {
    private static final double GOAL_MILLIS = 1_000;
    private static final double GOAL_KILOBYTES = 300;

    /** Milliseconds since the navigation began: first text or picture, first row of the ranking; bytes without the data. */
    private static final String MEASURE = """
            new Promise((resolve) => {
                const look = () => {
                    const paint = performance.getEntriesByName('first-contentful-paint')[0];
                    if (!paint || !window.firstRow) {
                        return setTimeout(look, 20);
                    }
                    const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                        .filter(({ name }) => !new URL(name).pathname.startsWith('/v1/'));
                    resolve({
                        paint: paint.startTime,
                        row: window.firstRow,
                        bytes: files.reduce((sum, { transferSize }) => sum + transferSize, 0),
                    });
                };
                look();
            })
            """;

    private static final String WATCH_FIRST_ROW = """
            new MutationObserver((changes, observer) => {
                if (document.querySelector('.ranking tbody tr')) {
                    window.firstRow = performance.now();
                    observer.disconnect();
                }
            }).observe(document, { childList: true, subtree: true });
            """;

    @Option(names = "--url", description = "address of the page (${DEFAULT-VALUE})")
    private URI url = URI.create("http://127.0.0.1:8080/");

    @Option(names = "--loads", description = "how often it is loaded; the median counts (${DEFAULT-VALUE})")
    private int loads = 7;

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path chromium = Path.of(Objects.requireNonNullElse(System.getenv("PULSO_CHROMIUM"), "/usr/bin/chromium"));
        JsonNode[] seen = new JsonNode[loads];
        try (Browser browser = new Browser(chromium)) {
            for (int i = 0; i < loads; i++) {
                seen[i] = load(browser);
            }
        }
        new Report(out, System.out)
                .say(
                        "page",
                        List.of(
                                goal("first contentful paint", "ms", median(seen, "paint", v -> v), GOAL_MILLIS),
                                goal("first row of the ranking", "ms", median(seen, "row", v -> v), GOAL_MILLIS),
                                goal("page, compressed", "kB", median(seen, "bytes", v -> v / 1_000), GOAL_KILOBYTES)));
        return 0;
    }

    private JsonNode load(Browser browser) throws IOException, InterruptedException {
        try (DevTools tab = browser.tab()) {
            tab.send("Network.enable", Map.of());
            tab.send("Network.setCacheDisabled", Map.of("cacheDisabled", true));
            tab.send("Page.enable", Map.of());
            tab.send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_FIRST_ROW));
            tab.send("Page.navigate", Map.of("url", url.toString()));
            JsonNode measured = tab.evaluate(MEASURE);
            tab.send("Page.close", Map.of());
            return measured;
        }
    }

    private static double median(JsonNode[] seen, String field, ToDoubleFunction<Double> scale) {
        return Stream.of(seen)
                .map(one -> one.get(field).asDouble())
                .sorted()
                .skip(seen.length / 2)
                .mapToDouble(scale)
                .findFirst()
                .orElseThrow();
    }

    private static Figure goal(String what, String unit, double value, double goal) {
        return new Figure("page", what, unit, value, "the goal", goal);
    }
}
