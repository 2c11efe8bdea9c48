package dev.pulso.bench.segments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run segments}. */
@Command(
        name = "segments",
        description = {
            "Training over a range of k beside scikit-learn's KMeans on the same numbers, one after the other.",
            "Goal: not slower, within-cluster sums of squares within 1 %%. Needs python3 with scikit-learn."
        },
        mixinStandardHelpOptions = true)
public final class SegmentsCommand implements Callable<Integer> {
    @Option(names = "--rows", description = "entities (${DEFAULT-VALUE})")
    private int rows = 1_000_000;

    @Option(names = "--features", description = "features of each (${DEFAULT-VALUE})")
    private int width = 8;

    @Option(names = "--from", description = "fewest segments (${DEFAULT-VALUE})")
    private int from = 2;

    @Option(names = "--to", description = "most segments (${DEFAULT-VALUE})")
    private int to = 10;

    @Option(names = "--starts", description = "seeded starts for each number of segments (${DEFAULT-VALUE})")
    private int starts = 5;

    @Option(names = "--python", description = "interpreter with scikit-learn (${DEFAULT-VALUE})")
    private String python = "/usr/bin/python3";

    @Option(names = "--heap", description = "heap of the training (${DEFAULT-VALUE})")
    private String heap = "2g";

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Child sklearn = Child.python(python);
        if (!sklearn.succeeds("-c", "import sklearn")) {
            System.err.println(python + " has no scikit-learn: apt-get install python3-sklearn");
            return 1;
        }
        Path folder = Files.createTempDirectory("pulso-segments");
        try {
            Path raw = folder.resolve("features.f64");
            Path parquet = folder.resolve("features.parquet");
            Child java = Child.java(heap);
            java.run("dev.pulso.bench.training.FeaturesMain", "" + rows, "" + width, "" + parquet, "" + raw);
            JsonNode pulso = java.lastLine(
                    "dev.pulso.bench.training.TrainingMain", "" + parquet, "" + width, "" + from, "" + to, "" + starts);
            JsonNode baseline =
                    sklearn.lastLine(script(folder).toString(), "" + raw, "" + width, "" + from, "" + to, "" + starts);
            System.out.println("Pulso         " + pulso);
            System.out.println("scikit-learn  " + baseline);
            new Report(out, System.out).say("segments", figures(pulso, baseline));
        } finally {
            delete(folder);
        }
        return 0;
    }

    private List<Figure> figures(JsonNode pulso, JsonNode baseline) {
        String data = "%,d x %d, k = %d..%d, %d starts".formatted(rows, width, from, to, starts);
        String chosen = pulso.path("chosen").asText();
        int worst = from;
        for (int k = from; k <= to; k++) {
            if (quality(pulso, baseline, k) > quality(pulso, baseline, worst)) {
                worst = k;
            }
        }
        return List.of(
                figure(
                        "training: k chosen, model on all, " + data,
                        "s",
                        pulso.path("trainingSeconds"),
                        baseline.path("seconds")),
                figure(
                        "a model on all for every k, " + data,
                        "s",
                        pulso.path("everySeconds"),
                        baseline.path("seconds")),
                figure(
                        "sum of squares, k = " + chosen + " as chosen",
                        "",
                        pulso.path("chosenWcss"),
                        baseline.path("wcss").path(chosen)),
                figure(
                        "sum of squares, k = " + worst + ", the worst",
                        "",
                        pulso.path("wcss").path("" + worst),
                        baseline.path("wcss").path("" + worst)));
    }

    private static Figure figure(String what, String unit, JsonNode value, JsonNode baseline) {
        return new Figure("segments", what, unit, value.asDouble(), "scikit-learn KMeans", baseline.asDouble());
    }

    private static double quality(JsonNode pulso, JsonNode baseline, int k) {
        return pulso.path("wcss").path("" + k).asDouble()
                / baseline.path("wcss").path("" + k).asDouble();
    }

    private static Path script(Path folder) throws IOException {
        Path file = folder.resolve("sklearn_kmeans.py");
        try (var in = SegmentsCommand.class.getResourceAsStream("sklearn_kmeans.py")) {
            if (in == null) {
                throw new IllegalStateException("sklearn_kmeans.py is not on the class path");
            }
            Files.copy(in, file);
        }
        return file;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
