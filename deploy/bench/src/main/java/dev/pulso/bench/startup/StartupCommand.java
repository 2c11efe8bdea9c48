package dev.pulso.bench.startup;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import dev.pulso.bench.system.Patience;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.system.SystemOptions;
import dev.pulso.local.run.Resident;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code deploy/bench/run startup}. The baseline of both figures is what Pulso stands on in the same run: Kafka and
 * PostgreSQL alone.
 */
@Command(
        name = "startup",
        description = "Time until everything is ready and memory at rest, beside Kafka and PostgreSQL alone.",
        mixinStandardHelpOptions = true)
public final class StartupCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Option(names = "--rest", description = "seconds of rest before memory is looked at (${DEFAULT-VALUE})")
    private int rest = 60;

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws IOException {
        Path data = Files.createTempDirectory("pulso-startup-").resolve("data");
        long began = System.nanoTime();
        try (RunningSystem system =
                RunningSystem.start(SystemOptions.single(Path.of("").toAbsolutePath(), data))) {
            double ready = (System.nanoTime() - began) / NANOS;
            double servers = seconds(system, node -> !node.part().isService());
            Patience.pause(Duration.ofSeconds(rest));
            List<Figure> figures = List.of(
                    new Figure(
                            "startup",
                            "first start until everything is ready",
                            "s",
                            ready,
                            "until Kafka and PostgreSQL run",
                            servers),
                    new Figure(
                            "startup",
                            "memory at rest, after " + rest + " s",
                            "MB PSS",
                            megabytes(system, node -> true),
                            "Kafka and PostgreSQL",
                            megabytes(system, node -> !node.part().isService())));
            new Report(out, System.out).say("startup", figures);
        }
        return 0;
    }

    /** Services are started when the servers are ready, so their first process tells when that was. */
    private static double seconds(RunningSystem system, Predicate<Node> servers) {
        long first = system.settings().nodes().stream()
                .filter(servers)
                .flatMap(node -> system.process(node).stream())
                .mapToLong(StartupCommand::startMillis)
                .min()
                .orElseThrow();
        long services = system.process(new Node(Part.INGEST, 0)).stream()
                .mapToLong(StartupCommand::startMillis)
                .min()
                .orElseThrow();
        return (services - first) / 1000.0;
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().orElseThrow().toEpochMilli();
    }

    private static double megabytes(RunningSystem system, Predicate<Node> which) {
        return system.settings().nodes().stream()
                .filter(which)
                .flatMap(node -> system.process(node).stream())
                .mapToLong(Resident::megabytes)
                .sum();
    }
}
