package dev.pulso.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.bench.soak.Series.Kind;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.local.client.ApiException;
import dev.pulso.local.run.Resident;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at everything once and notes it. */
final class Probe {
    private static final double MEGABYTE = 1 << 20;

    private final RunningSystem system;
    private final Map<String, Series> series = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    Probe(RunningSystem system) {
        this.system = system;
    }

    List<Series> series() {
        return List.copyOf(series.values());
    }

    void look(double minute) {
        for (Node node : system.settings().nodes()) {
            system.process(node).ifPresent(process -> look(node, process, minute));
        }
        lag(minute);
        for (Part part : List.of(Part.KAFKA, Part.POSTGRES)) {
            note(
                    "disk of " + part.title(),
                    Kind.DISK_MB,
                    minute,
                    size(system.data().resolve(part.title())) / MEGABYTE);
        }
        note("disk of archive", Kind.DISK_MB, minute, size(system.data().resolve("archive")) / MEGABYTE);
        note("disk of spark", Kind.DISK_MB, minute, size(system.data().resolve("spark")) / MEGABYTE);
    }

    private void look(Node node, ProcessHandle process, double minute) {
        String title = node.title();
        note(title + " PSS", Kind.MEMORY_MB, minute, Resident.megabytes(process));
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process);
        note(
                title + " handles",
                Kind.FILE_HANDLES,
                minute,
                all.stream().mapToLong(Probe::handles).sum());
        note(
                title + " threads",
                Kind.THREADS,
                minute,
                all.stream().mapToLong(Probe::threads).sum());
        if (node.part().isService()) {
            note(title + " heap", Kind.HEAP_MB, minute, heap(node) / MEGABYTE);
        }
    }

    private void lag(double minute) {
        try {
            JsonNode stages = system.api()
                    .get(system.url(Part.RESULTS) + "/v1/pipeline?wait=0s")
                    .path("stages");
            for (JsonNode stage : stages) {
                note(
                        "lag of " + stage.path("name").asText(),
                        Kind.LAG_RECORDS,
                        minute,
                        stage.path("lagRecords").asDouble());
            }
        } catch (ApiException e) {
            // The series has a hole; that it did not answer shows in the account of the load.
        }
    }

    private void note(String name, Kind kind, double minute, double value) {
        series.computeIfAbsent(name, key -> new Series(key, kind)).add(minute, value);
    }

    /** Sum of the heap's pools as Prometheus tells them. */
    private double heap(Node node) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(system.settings().url(node) + "/q/metrics"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            return Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Double.NaN;
        }
    }

    private static long handles(ProcessHandle process) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return open.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long threads(ProcessHandle process) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long size(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(Probe::length).sum();
        } catch (IOException | UncheckedIOException e) {
            // Files come and go while they are walked.
            return 0;
        }
    }

    private static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
