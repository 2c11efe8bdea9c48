package dev.pulso.bench.bursts;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run bursts}. */
@Command(
        name = "bursts",
        description =
                "Delay, false alarms and precision of trend detection on generated days with planted bursts and on"
                        + " real tweets, beside Mastodon's formula on the same posts. An alarm is a hashtag that enters the top"
                        + " 20.",
        mixinStandardHelpOptions = true)
public final class BurstsCommand implements Callable<Integer> {
    @Option(names = "--data", description = "folder with real data, left out without it (${DEFAULT-VALUE})")
    private Path data = Path.of("../shared/data");

    @Option(names = "--seeds", split = ",", description = "of the generated days (${DEFAULT-VALUE})")
    private List<Long> seeds = List.of(1L, 2L);

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws Exception {
        List<Stream> streams = new ArrayList<>();
        seeds.forEach(seed -> streams.add(PlantedDays.of(seed)));
        if (Files.exists(data.resolve(BoxingNight.FILE))) {
            streams.add(BoxingNight.in(data));
        } else {
            System.out.println("no " + BoxingNight.FILE + " in " + data + ": generated days only");
        }
        List<Figure> figures = new ArrayList<>();
        for (Stream stream : streams) {
            Judge.Findings pulso = Judge.judge(stream, new PulsoDetector());
            Judge.Findings mastodon = Judge.judge(stream, new MastodonDetector());
            say(stream, List.of(pulso, mastodon));
            figures.addAll(figures(stream, pulso, mastodon));
        }
        new Report(out, System.out).say("bursts", figures);
        return 0;
    }

    private static void say(Stream stream, List<Judge.Findings> findings) {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %,d uses, %d bursts, %d farms, %,d hashtags%n%-20s %8s %14s %10s %14s %12s %10s %6s%n",
                stream.name(),
                stream.uses().size(),
                stream.bursts().size(),
                stream.farms().size(),
                stream.hashtags(),
                "",
                "found",
                "delay, median",
                "longest",
                "false alarms",
                "/tag-day",
                "precision",
                "farms");
        for (Judge.Findings each : findings) {
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %8d %10.1f min %6.1f min %14d %12.4f %10.2f %6d%n",
                    each.detector(),
                    each.delays().size(),
                    each.delayMinutes(0.5),
                    each.delayMinutes(1),
                    each.falseAlarms(),
                    each.falseAlarmsPerTagDay(),
                    each.precision(),
                    each.farms());
        }
    }

    private static List<Figure> figures(Stream stream, Judge.Findings ours, Judge.Findings theirs) {
        String of = theirs.detector();
        String on = ", " + stream.name();
        return List.of(
                new Figure(
                        "bursts",
                        "bursts found" + on,
                        "of " + ours.bursts(),
                        ours.delays().size(),
                        of,
                        theirs.delays().size()),
                new Figure("bursts", "median delay" + on, "min", ours.delayMinutes(0.5), of, theirs.delayMinutes(0.5)),
                new Figure(
                        "bursts",
                        "false alarms" + on,
                        "per tag-day",
                        ours.falseAlarmsPerTagDay(),
                        of,
                        theirs.falseAlarmsPerTagDay()),
                new Figure("bursts", "precision" + on, "share", ours.precision(), of, theirs.precision()));
    }
}
