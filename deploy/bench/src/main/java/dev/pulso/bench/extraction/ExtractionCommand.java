package dev.pulso.bench.extraction;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run extraction}. */
@Command(
        name = "extraction",
        description =
                "Hashtag extraction from text on one core, beside the twitter-text library. Goal: 300,000 texts/s.",
        mixinStandardHelpOptions = true)
public final class ExtractionCommand implements Callable<Integer> {
    @Option(names = "--data", description = "folder with real data; made-up texts without it (${DEFAULT-VALUE})")
    private Path data = Path.of("../shared/data");

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws Exception {
        Options options = new OptionsBuilder()
                .include(ExtractionBenchmark.class.getName())
                .param("data", data.toAbsolutePath().toString())
                .forks(3)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(2))
                .build();
        Collection<RunResult> results = new Runner(options).run();
        System.out.printf(
                "%,d texts from %s%n", Texts.in(data).size(), data.toFile().isDirectory() ? data : "nowhere: made up");
        new Report(out, System.out)
                .say(
                        "extraction",
                        List.of(new Figure(
                                "extraction",
                                "texts on one core",
                                "texts/s",
                                score(results, "pulso"),
                                "twitter-text 3.1.0",
                                score(results, "twitterText"))));
        return 0;
    }

    private static double score(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }
}
