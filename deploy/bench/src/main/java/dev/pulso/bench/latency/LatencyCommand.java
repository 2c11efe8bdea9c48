package dev.pulso.bench.latency;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run latency}. */
@Command(
        name = "latency",
        description = "Starts the whole of Pulso and measures from a post acknowledged on pulso.posts to its count on"
                + " pulso.hashtags. Goal: 95 %% within 1.5 s at 2,000 posts/s.",
        mixinStandardHelpOptions = true)
public final class LatencyCommand implements Callable<Integer> {
    private static final double GOAL_MILLIS = 1_500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--rates", split = ",", description = "posts/s, multiples of 20 (${DEFAULT-VALUE})")
    private List<Integer> rates = List.of(100, 2_000);

    @Option(names = "--seconds", description = "of each rate, after as many of warming up (${DEFAULT-VALUE})")
    private int seconds = 30;

    @Option(names = "--port-base", description = "ports of the Pulso that is started (${DEFAULT-VALUE})")
    private int portBase = 22_000;

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("pulso-latency-");
        int kafkaPort = portBase + 92;
        pulso("up", "--detach", "--port-base", "" + portBase, "--set", "kafka.port=" + kafkaPort, "--data", "" + data);
        try {
            new Report(out, System.out).say("latency", figures("127.0.0.1:" + kafkaPort));
        } finally {
            pulso("down", "--data", data.toString());
        }
        return 0;
    }

    private List<Figure> figures(String kafka) throws InterruptedException {
        SteadyLoad load = new SteadyLoad(kafka);
        List<Figure> figures = new ArrayList<>();
        for (int rate : rates) {
            load.send(rate, Duration.ofSeconds(seconds)).arrived(kafka, PATIENCE);
            List<Long> delays = load.send(rate, Duration.ofSeconds(seconds)).arrived(kafka, PATIENCE);
            System.out.printf(
                    Locale.ROOT,
                    "%,d posts/s: p50 %,d ms, p95 %,d ms, p99 %,d ms, %d probes%n",
                    rate,
                    percentile(delays, 50),
                    percentile(delays, 95),
                    percentile(delays, 99),
                    delays.size());
            for (int percent : List.of(50, 95, 99)) {
                figures.add(new Figure(
                        "latency",
                        "accepted to pulso.hashtags, p" + percent + " at " + rate + " posts/s",
                        "ms",
                        percentile(delays, percent),
                        "the goal for p95 at 2,000 posts/s",
                        GOAL_MILLIS));
            }
        }
        return figures;
    }

    private static long percentile(List<Long> ascending, int percent) {
        return ascending.get(Math.min(ascending.size() - 1, ascending.size() * percent / 100));
    }

    private static void pulso(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("deploy/pulso"));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("deploy/pulso " + arguments[0] + " ended with " + exit);
        }
    }
}
