package dev.pulso.bench.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy/bench/run faults}. */
@Command(
        name = "faults",
        description =
                "Breaks a running Pulso in every way of the list while events and posts flow, and draws the account.",
        mixinStandardHelpOptions = true)
public final class FaultsCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ROW", description = "rows such as F1 or F12b; all of them without")
    private List<String> rows = List.of();

    @Option(names = "--rate", description = "messages a second while faults run (${DEFAULT-VALUE})")
    private int rate = 300;

    @Option(names = "--seed", description = "of everything random; told at the start (the clock)")
    private long seed = System.currentTimeMillis();

    @Option(names = "--cluster", description = "also the rows that need three brokers; some 4 GB")
    private boolean cluster;

    @Option(
            names = "--earlier",
            paramLabel = "TREE",
            description = "a built tree of an earlier version, for the row that upgrades from it (git worktree add)")
    private @Nullable Path earlier;

    @Option(
            names = "--attach",
            paramLabel = "DATA",
            description = "data folder of a Pulso that runs already: breaks that one instead of starting its own")
    private @Nullable Path running;

    @Option(
            names = "--negative",
            description = "instead: makes the system lose and double, which the account must find")
    private boolean negative;

    @Option(names = "--mix", paramLabel = "MINUTES", description = "how long F17 lasts (${DEFAULT-VALUE})")
    private int mix = 20;

    @Option(names = "--list", description = "only lists the rows")
    private boolean list;

    @Option(names = "--work", description = "folder for the data of the systems; emptied by you (${DEFAULT-VALUE})")
    private Path work = Path.of("target/faults");

    @Option(names = "--out", description = "folder of the table (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws IOException {
        List<Fault> faults = negative ? Sabotage.all() : Suite.named(rows, Duration.ofMinutes(mix));
        if (list) {
            faults.forEach(each -> System.out.printf("%-6s %s%n", each.row(), each.title()));
            return 0;
        }
        System.out.printf("seed %d, %d messages a second%n", seed, rate);
        List<Verdict> verdicts = new ArrayList<>();
        Stages stages = new Stages(
                Path.of("").toAbsolutePath(), work.toAbsolutePath().resolve("run-" + seed), cluster, earlier, running);
        for (Stage stage : Suite.stages(faults)) {
            List<Fault> there =
                    faults.stream().filter(each -> each.stage() == stage).toList();
            Optional<String> missing = stages.missing(stage);
            if (missing.isPresent()) {
                there.forEach(each -> verdicts.add(Verdict.notRun(each, missing.get())));
            } else {
                run(stages, stage, there, verdicts);
            }
        }
        VerdictTable table = new VerdictTable(verdicts);
        table.print(System.out);
        if (negative) {
            return blind(verdicts) ? 1 : 0;
        }
        table.write(out);
        return verdicts.stream().allMatch(each -> each.notRun() != null || each.good()) ? 0 : 1;
    }

    /** Whether the account has missed what it was shown. */
    private static boolean blind(List<Verdict> verdicts) {
        List<String> missed = verdicts.stream()
                .filter(each -> each.findings() == null
                        || each.findings().lost() + each.findings().doubled() == 0)
                .map(Verdict::row)
                .toList();
        System.out.println(missed.isEmpty() ? "every sabotage was found" : "NOT FOUND: " + missed);
        return !missed.isEmpty();
    }

    private void run(Stages stages, Stage stage, List<Fault> faults, List<Verdict> verdicts) throws IOException {
        System.out.printf("starting a Pulso (%s)%n", stage.name().toLowerCase(Locale.ROOT));
        try (RunningStage running = stages.start(stage)) {
            for (Fault fault : faults) {
                System.out.printf("%s: %s …%n", fault.row(), fault.title());
                String mark = fault.row().toLowerCase(Locale.ROOT) + "n" + Long.toString(seed % 1_000_000, 36);
                long began = System.nanoTime();
                Workload load = new Workload(rate, fault.disorder());
                Verdict verdict = new Trial(fault, new Scene(running, mark, load, seed)).run();
                verdicts.add(verdict);
                // Whoever ends this run keeps the rows it had time for.
                new VerdictTable(verdicts).write(out);
                System.out.printf(
                        Locale.ROOT, "    %s after %.0f s%n", verdict.outcome(), (System.nanoTime() - began) / 1e9);
            }
        }
    }
}
