package dev.pulso.bench.sse;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run sse}. */
@Command(
        name = "sse",
        description = "Fan-out of updates to thousands of event streams, dashboard-service beside nginx with nchan. "
                + "Goals: 95th percentile of the delivery time within 1.5 times, processor time within 2 times.",
        mixinStandardHelpOptions = true)
public final class SseCommand implements Callable<Integer> {
    private static final String BASELINE = "nginx + nchan";

    @Option(names = "--clients", split = ",", description = "streams open at once (${DEFAULT-VALUE})")
    private List<Integer> clients = List.of(1_000, 3_000, 5_000);

    @Option(names = "--rate", description = "updates a second (${DEFAULT-VALUE})")
    private double rate = 5;

    @Option(names = "--bytes", description = "size of an update (${DEFAULT-VALUE})")
    private int bytes = 1_024;

    @Option(names = "--seconds", description = "measured, per server and number of clients (${DEFAULT-VALUE})")
    private int seconds = 20;

    // At five updates a second it takes a JVM some two minutes until it has compiled what sends them.
    @Option(
            names = "--warm-up",
            description = "seconds before the first measurement of dashboard-service (${DEFAULT-VALUE})")
    private int warmUp = 120;

    @Option(names = "--stalled", description = "clients that never read, in the last round (${DEFAULT-VALUE})")
    private int stalled = 50;

    @Option(
            names = "--jvm",
            split = " ",
            description = "JVM options and settings of dashboard-service (${DEFAULT-VALUE})")
    private List<String> jvm = List.of("-Xmx256m", "-XX:+UseSerialGC");

    @Option(names = "--app", description = "the packaged dashboard-service (${DEFAULT-VALUE})")
    private Path app = Path.of("dashboard-service/target/quarkus-app");

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    private final List<Figure> figures = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("pulso-sse-");
        try (StreamServer nchan = new Nchan(folder.resolve("nchan"));
                StreamServer pulso = new DashboardStream(folder, app, jvm)) {
            round(pulso, clients.get(0), warmUp, 1, 0);
            round(nchan, clients.get(0), 2, 1, 0);
            for (int size : clients) {
                compare(size, round(pulso, size, 3, seconds, 0), round(nchan, size, 3, seconds, 0));
            }
            int size = clients.get(0);
            Round without = round(pulso, size, 2, seconds, 0);
            Round with = round(pulso, size, 2, seconds, stalled);
            String what = "delivery p95, %,d clients, %d of them stalled".formatted(size, stalled);
            figures.add(new Figure("sse", what, "ms", with.p95(), "dashboard-service, none stalled", without.p95()));
        }
        new Report(out, System.out).say("sse", figures);
        return 0;
    }

    private void compare(int size, Round pulso, Round nchan) {
        String of = ", %,d clients x %.0f/s x %,d B".formatted(size, rate, bytes);
        figures.add(new Figure("sse", "delivery p95" + of, "ms", pulso.p95(), BASELINE, nchan.p95()));
        figures.add(new Figure("sse", "processors busy" + of, "cores", pulso.cores(), BASELINE, nchan.cores()));
    }

    private Round round(StreamServer server, int size, int before, int measured, int silent) throws IOException {
        try (Fleet fleet = new Fleet(server.stream(), Publisher.skip(bytes));
                Publisher publisher = new Publisher(server, rate, bytes)) {
            fleet.grow(size - silent);
            fleet.stall(silent);
            fleet.listen(before * 1_000L, new Latencies(), Long.MAX_VALUE, Long.MAX_VALUE);
            Round round = Round.of(server, fleet, size - silent, rate, measured);
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %,5d clients, %2d stalled: p50 %6.1f ms, p95 %6.1f ms, %.2f cores, %,d MB, %,d missing%n",
                    server.name(),
                    size,
                    silent,
                    round.p50(),
                    round.p95(),
                    round.cores(),
                    round.residentBytes() >> 20,
                    round.missing());
            return round;
        }
    }
}
