package dev.pulso.bench.all;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code deploy/bench/run all}: every subcommand that is a benchmark, each in a JVM of its own, so that none profits from
 * what another has warmed up or suffers from what it has left in memory.
 */
@Command(
        name = "all",
        description = "Runs every benchmark after the other; prints figure, baseline and ratio of each.",
        mixinStandardHelpOptions = true)
public final class AllCommand implements Callable<Integer> {
    /** Subcommands that prove something else than speed, take hours, or want a Pulso that runs already. */
    private static final Set<String> NO_BENCHMARKS = Set.of("all", "faults", "soak", "page", "help");

    @Option(names = "--skip", split = ",", description = "benchmarks to leave out")
    private List<String> skip = List.of();

    @Option(names = "--only", split = ",", description = "these benchmarks and no others")
    private List<String> only = List.of();

    @Option(names = "--out", description = "folder of the JSON and the chart (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Option(names = "--collect", description = "runs nothing: table and chart of the newest result of each benchmark")
    private boolean collect;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Instant began = Instant.now();
        List<String> failed = new ArrayList<>();
        for (String benchmark : collect ? List.<String>of() : benchmarks()) {
            System.out.printf("%n== %s%n", benchmark);
            if (new ChildRun(benchmark).run() != 0) {
                failed.add(benchmark);
            }
        }
        List<Figure> figures = new Results(out).since(collect ? Instant.EPOCH : began);
        print(figures);
        if (!figures.isEmpty()) {
            System.out.printf("chart in %s%n", RatioChart.write(figures, out.resolve("ratios.svg")));
        }
        failed.forEach(each -> System.out.printf("FAILED: %s%n", each));
        return failed.isEmpty() ? 0 : 1;
    }

    private List<String> benchmarks() {
        return spec.parent().subcommands().keySet().stream()
                .filter(name -> !NO_BENCHMARKS.contains(name))
                .filter(name -> only.isEmpty() || only.contains(name))
                .filter(name -> !skip.contains(name))
                .sorted()
                .toList();
    }

    private static void print(List<Figure> figures) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%n%-12s %-62s %16s %16s %9s%n",
                "benchmark",
                "figure (unit)",
                "Pulso",
                "baseline",
                "ratio");
        for (Figure each : figures) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %-62s %,16.2f %,16.2f %8.2fx  %s%n",
                    each.benchmark(),
                    each.what() + " (" + each.unit() + ")",
                    each.value(),
                    each.baseline(),
                    each.ratio(),
                    each.baselineOf());
        }
    }
}
