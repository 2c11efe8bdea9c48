package dev.pulso.bench.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints figures and writes them to {@code <folder>/<benchmark>-<time>.json}, with what was measured on. */
public final class Report {
    private final Path folder;
    private final PrintStream out;

    public Report(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Says all figures of one benchmark. */
    public void say(String benchmark, List<Figure> figures) throws IOException {
        out.printf("%n%-60s %14s %14s %8s%n", benchmark, "Pulso", "baseline", "ratio");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Figure figure : figures) {
            out.printf(
                    Locale.ROOT,
                    "%-60s %,14.1f %,14.1f %7.2fx  baseline: %s%n",
                    figure.what() + " (" + figure.unit() + ")",
                    figure.value(),
                    figure.baseline(),
                    figure.ratio(),
                    figure.baselineOf());
            rows.add(row(figure));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("benchmark", benchmark);
        document.put("at", Instant.now().toString());
        document.put("processors", Runtime.getRuntime().availableProcessors());
        document.put("java", Runtime.version().toString());
        document.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        document.put("figures", rows);
        Files.createDirectories(folder);
        Path file = folder.resolve(benchmark + "-" + Instant.now().getEpochSecond() + ".json");
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
        out.printf("written to %s%n", file);
    }

    private static Map<String, Object> row(Figure figure) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", figure.what());
        row.put("unit", figure.unit());
        row.put("value", figure.value());
        row.put("baselineOf", figure.baselineOf());
        row.put("baseline", figure.baseline());
        row.put("ratio", figure.ratio());
        return row;
    }
}
