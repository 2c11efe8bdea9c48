package dev.pulso.bench;

import dev.pulso.bench.all.AllCommand;
import dev.pulso.bench.backlog.BacklogCommand;
import dev.pulso.bench.bursts.BurstsCommand;
import dev.pulso.bench.extraction.ExtractionCommand;
import dev.pulso.bench.faults.FaultsCommand;
import dev.pulso.bench.ingest.IngestCommand;
import dev.pulso.bench.latency.LatencyCommand;
import dev.pulso.bench.page.PageCommand;
import dev.pulso.bench.results.ApplyCommand;
import dev.pulso.bench.results.RankingCommand;
import dev.pulso.bench.segments.SegmentsCommand;
import dev.pulso.bench.soak.SoakCommand;
import dev.pulso.bench.sse.SseCommand;
import dev.pulso.bench.startup.StartupCommand;
import dev.pulso.bench.volume.VolumeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code deploy/bench/run}. */
@Command(
        name = "deploy/bench/run",
        description = "Measures Pulso beside a baseline from the same run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {
            AllCommand.class,
            ApplyCommand.class,
            BacklogCommand.class,
            BurstsCommand.class,
            ExtractionCommand.class,
            FaultsCommand.class,
            IngestCommand.class,
            LatencyCommand.class,
            PageCommand.class,
            RankingCommand.class,
            SegmentsCommand.class,
            SoakCommand.class,
            SseCommand.class,
            StartupCommand.class,
            VolumeCommand.class,
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
