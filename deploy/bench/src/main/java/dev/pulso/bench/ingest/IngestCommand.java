package dev.pulso.bench.ingest;

import dev.pulso.bench.oracle.SourceTopics;
import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import dev.pulso.embedded.FreePort;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.KafkaSettings;
import dev.pulso.embedded.TopicProvisioner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run ingest}. */
@Command(
        name = "ingest",
        description =
                "Events of 300 bytes over HTTP to Kafka with acks=all, beside Apache Camel and Kafka's own producer"
                        + " benchmark on the same broker; then memory under bodies of 8 MB.",
        mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {
    private static final String TOPIC = "pulso.events";
    private static final String PULSO_PATH = "/v1/events";
    private static final String PRODUCER = "Kafka's producer benchmark";
    private static final String PULSO = "Pulso";
    private static final String CAMEL = "Camel 4.10.2";
    private static final String LIST_BODY = CAMEL + ", tuned producer, list body";
    /** Path of each batch route of {@code HttpToKafka}, by what it is. */
    private static final Map<String, String> CAMEL_BATCHES = new TreeMap<>(Map.of(
            LIST_BODY, "/list", CAMEL + ", Split EIP", "/split", CAMEL + ", Split EIP in parallel", "/split-parallel"));

    @Option(names = "--rounds", description = "rounds of each contender, in turn (${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--seconds", description = "seconds of a round (${DEFAULT-VALUE})")
    private int seconds = 8;

    @Option(names = "--memory-seconds", description = "seconds of bodies of 8 MB (${DEFAULT-VALUE})")
    private int memorySeconds = 60;

    @Option(names = "--jvm", description = "more options of the JVM of ingest-service")
    private List<String> jvm = new ArrayList<>();

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    private final PrintStream console = System.out;
    private final Map<String, List<Measured>> measured = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("pulso-bench-ingest-");
        Files.createDirectories(out);
        Wrk wrk = new Wrk(folder);
        try (KafkaBroker broker = KafkaBroker.start(KafkaSettings.in(folder))) {
            String kafka = broker.bootstrapServers();
            TopicProvisioner.createMissing(kafka);
            try (SourceTopics topics = new SourceTopics(kafka);
                    Server pulso = Server.pulso(kafka, FreePort.any(), jvm, out);
                    Server camel = Server.camel(kafka, FreePort.any(), TOPIC, out)) {
                // A round that does not count: the JVMs compile.
                round(wrk, topics, pulso, camel, kafka);
                measured.clear();
                for (int round = 0; round < rounds; round++) {
                    round(wrk, topics, pulso, camel, kafka);
                }
            }
            new Report(out, console).say("ingest", figures());
            try (Server pulso = Server.pulso(kafka, FreePort.any(), jvm, out)) {
                new Report(out, console).say("ingest-memory", memory(wrk, pulso));
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void round(Wrk wrk, SourceTopics topics, Server pulso, Server camel, String kafka)
            throws IOException, InterruptedException {
        load(wrk, topics, PULSO, Load.single(PULSO_PATH), pulso);
        load(wrk, topics, CAMEL, Load.single("/single"), camel);
        load(wrk, topics, PULSO, Load.batches(PULSO_PATH), pulso);
        load(wrk, topics, PULSO, Load.batchesTersely(PULSO_PATH), pulso);
        for (Map.Entry<String, String> route : CAMEL_BATCHES.entrySet()) {
            load(wrk, topics, route.getKey(), Load.batches(route.getValue()), camel);
        }
        note(PRODUCER, ProducerTool.run(kafka, TOPIC, 1_000_000));
    }

    private void load(Wrk wrk, SourceTopics topics, String contender, Load load, Server server)
            throws IOException, InterruptedException {
        String name = name(contender, load);
        long writtenBefore = written(topics);
        Duration before = server.cpu();
        Wrk.Answered answered = wrk.run(load, server.port(), Duration.ofSeconds(seconds));
        double micros = server.cpu().minus(before).toNanos() / 1000.0;
        if (answered.refused() > 0 || answered.broken() > 0 || answered.requests() == 0) {
            throw new IOException(name + ": " + answered);
        }
        double events = (double) answered.requests() * load.eventsPerRequest();
        long written = written(topics) - writtenBefore;
        if (written < events) {
            throw new IOException(String.format(
                    Locale.ROOT, "%s: %,.0f events accepted, %,d records written", name, events, written));
        }
        note(name, new Measured(events / answered.seconds(), micros / events));
        console.printf(
                Locale.ROOT,
                "    p50 %.1f ms, p99 %.1f ms; %,d records on the topic for %,.0f events told accepted%n",
                answered.p50Millis(),
                answered.p99Millis(),
                written,
                events);
    }

    private static String name(String contender, Load load) {
        return contender + ", " + load.name();
    }

    /** What a contender says it wrote has to be there. */
    private static long written(SourceTopics topics) {
        return topics.ends(TOPIC).values().stream().mapToLong(Long::longValue).sum();
    }

    private void note(String name, Measured one) {
        console.printf(Locale.ROOT, "%-75s %,12.0f events/s %8.1f µs CPU an event%n", name, one.rate(), one.cpu());
        measured.computeIfAbsent(name, key -> new ArrayList<>()).add(one);
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        compare(figures, Load.single(""), Load.single(""), List.of(CAMEL));
        compare(figures, Load.batches(""), Load.batches(""), CAMEL_BATCHES.keySet());
        compare(figures, Load.batchesTersely(""), Load.batches(""), List.of(LIST_BODY));
        return figures;
    }

    private void compare(List<Figure> figures, Load load, Load camels, Collection<String> routes) {
        Measured pulso = median(name(PULSO, load));
        for (String route : routes) {
            compare(figures, load, pulso, route, median(name(route, camels)));
        }
        compare(figures, load, pulso, PRODUCER, median(PRODUCER));
    }

    private static void compare(List<Figure> figures, Load load, Measured pulso, String baseline, Measured other) {
        figures.add(new Figure("ingest", load.name(), "events/s", pulso.rate(), baseline, other.rate()));
        figures.add(new Figure("ingest", load.name(), "µs CPU an event", pulso.cpu(), baseline, other.cpu()));
    }

    private Measured median(String name) {
        return Measured.median(measured.getOrDefault(name, List.of()));
    }

    /** Resident memory in the last third of the time beside that in the first. */
    private List<Figure> memory(Wrk wrk, Server pulso) throws IOException, InterruptedException {
        Load large = Load.large(PULSO_PATH);
        try (ResidentMemory memory = new ResidentMemory(pulso)) {
            Wrk.Answered answered = wrk.run(large, pulso.port(), Duration.ofSeconds(memorySeconds));
            console.printf("%s: %s, MB each second: %s%n", large.name(), answered, memory.samples());
            return List.of(new Figure(
                    "ingest-memory",
                    large.name() + ", last third",
                    "MB resident",
                    memory.lastThird(),
                    "first third of the same run",
                    memory.firstThird()));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
