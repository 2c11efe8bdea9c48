package dev.pulso.bench.volume;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.bench.load.Disorder;
import dev.pulso.bench.load.ShopEvents;
import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import dev.pulso.bench.system.Patience;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.system.SystemOptions;
import dev.pulso.local.settings.Part;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code deploy/bench/run volume}: events through the whole pipeline, from HTTP to the database, in three volumes one
 * after the other. The baseline is the smallest volume of the same run; what grows linearly has the ratio 1.
 */
@Command(
        name = "volume",
        description = "CPU and disk of a million events at volumes x1, x10 and x100, beside x1.",
        mixinStandardHelpOptions = true)
public final class VolumeCommand implements Callable<Integer> {
    private static final Duration DRAIN = Duration.ofMinutes(10);
    private static final int BATCH = 500;
    private static final double MILLION = 1e6;
    private static final double MEGABYTE = 1 << 20;

    @Option(names = "--events", description = "the smallest volume (${DEFAULT-VALUE})")
    private int events = 5_000;

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    /**
     * What one volume took of all parts together.
     *
     * @param cpu seconds per million events
     * @param disk megabytes kept per million events
     */
    private record Cost(double cpu, double disk) {}

    @Override
    public Integer call() throws IOException {
        Path data = Files.createTempDirectory("pulso-volume-").resolve("data");
        try (RunningSystem system =
                RunningSystem.start(SystemOptions.single(Path.of("").toAbsolutePath(), data))) {
            // Compiled and connected: the first volume must not pay for the start.
            push(system, "warm", events);
            List<Cost> costs = new ArrayList<>();
            for (int factor : List.of(1, 10, 100)) {
                costs.add(push(system, "x" + factor, events * factor));
                System.out.printf("x%d (%,d events): %s%n", factor, events * factor, costs.get(costs.size() - 1));
            }
            new Report(out, System.out).say("volume", figures(costs));
        }
        return 0;
    }

    private List<Figure> figures(List<Cost> costs) {
        String baseline = "%,d events".formatted(events);
        Cost one = costs.get(0);
        return IntStream.range(1, costs.size())
                .boxed()
                .flatMap(i -> {
                    String what = "%,d events, all parts".formatted(events * (i == 1 ? 10 : 100));
                    Cost cost = costs.get(i);
                    return Stream.of(
                            new Figure("volume", what, "CPU s a million", cost.cpu(), baseline, one.cpu()),
                            new Figure("volume", what, "MB kept a million", cost.disk(), baseline, one.disk()));
                })
                .toList();
    }

    private Cost push(RunningSystem system, String mark, int count) throws IOException {
        double cpu = cpuSeconds(system);
        long disk = size(system.data());
        ShopEvents supply = new ShopEvents(mark, Disorder.USUAL);
        for (int sent = 0; sent < count; sent += BATCH) {
            String body = IntStream.range(0, Math.min(BATCH, count - sent))
                    .mapToObj(i -> supply.next().json())
                    .collect(Collectors.joining(",", "[", "]"));
            JsonNode answer = system.api()
                    .post(
                            system.url(Part.INGEST) + "/v1/events?results=errors",
                            "application/cloudevents-batch+json",
                            BodyPublishers.ofString(body));
            if (answer.path("rejected").asInt() > 0) {
                throw new IllegalStateException("refused: " + answer);
            }
        }
        Patience.require("everything is counted", DRAIN, system::isCaughtUp);
        return new Cost(
                (cpuSeconds(system) - cpu) * MILLION / count,
                (size(system.data()) - disk) / MEGABYTE * MILLION / count);
    }

    private static double cpuSeconds(RunningSystem system) {
        return system.settings().nodes().stream()
                .flatMap(node -> system.process(node).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0)
                .sum();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }
}
