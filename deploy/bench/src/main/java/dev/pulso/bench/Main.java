package dev.pulso.bench;

import dev.pulso.bench.backlog.BacklogCommand;
import dev.pulso.bench.bursts.BurstsCommand;
import dev.pulso.bench.extraction.ExtractionCommand;
import dev.pulso.bench.latency.LatencyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code deploy/bench/run}. */
@Command(
        name = "deploy/bench/run",
        description = "Measures Pulso beside a baseline from the same run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {BacklogCommand.class, BurstsCommand.class, ExtractionCommand.class, LatencyCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
