package dev.pulso.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what {@link Report} has written. */
public final class Results {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    public Results(Path folder) {
        this.folder = folder;
    }

    /** The figures of the newest result of each benchmark that ended at this time or later, by benchmark. */
    public List<Figure> since(Instant earliest) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<String, JsonNode> newest = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .map(Results::read)
                    .filter(document -> document.path("figures").isArray())
                    .filter(document -> !at(document).isBefore(earliest))
                    .sorted(Comparator.comparing(Results::at))
                    .forEach(document -> newest.put(document.path("benchmark").asText(), document));
        }
        List<Figure> figures = new ArrayList<>();
        newest.forEach((benchmark, document) ->
                document.path("figures").forEach(figure -> figures.add(figure(benchmark, figure))));
        return List.copyOf(figures);
    }

    private static Figure figure(String benchmark, JsonNode figure) {
        return new Figure(
                benchmark,
                figure.path("what").asText(),
                figure.path("unit").asText(),
                figure.path("value").asDouble(),
                figure.path("baselineOf").asText(),
                figure.path("baseline").asDouble());
    }

    private static Instant at(JsonNode document) {
        return Instant.parse(document.path("at").asText());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the result " + file + " is unreadable", e);
        }
    }
}
