package dev.pulso.bench.soak;

import dev.pulso.bench.load.Disorder;
import dev.pulso.bench.load.EventLoad;
import dev.pulso.bench.load.Outcome;
import dev.pulso.bench.load.PostLoad;
import dev.pulso.bench.load.PostPlan;
import dev.pulso.bench.load.ShopEvents;
import dev.pulso.bench.oracle.Difference;
import dev.pulso.bench.oracle.Findings;
import dev.pulso.bench.oracle.Places;
import dev.pulso.bench.oracle.Recount;
import dev.pulso.bench.oracle.SourceTopics;
import dev.pulso.bench.system.Patience;
import dev.pulso.bench.system.RunningSystem;
import dev.pulso.bench.system.SystemOptions;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run soak}. */
@Command(
        name = "soak",
        description = "Runs a Pulso under load for long and looks whether memory, handles, threads and lag stay flat.",
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    private static final String MARK = "soak";
    private static final Duration DRAIN = Duration.ofMinutes(5);
    private static final double NANOS_A_MINUTE = 60e9;
    /** So much of the input may wait without being a backlog: some micro-batches on a busy machine. */
    private static final int LAG_SECONDS = 10;

    @Option(names = "--minutes", description = "how long (${DEFAULT-VALUE})")
    private int minutes = 30;

    @Option(names = "--rate", description = "messages a second (${DEFAULT-VALUE})")
    private int rate = 200;

    @Option(names = "--every", description = "seconds between looks (${DEFAULT-VALUE})")
    private int every = 3;

    @Option(names = "--work", description = "folder for the data of the system (${DEFAULT-VALUE})")
    private Path work = Path.of("target/soak");

    @Option(names = "--out", description = "folder of series and charts (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    @Override
    public Integer call() throws IOException, SQLException {
        Path data = work.toAbsolutePath().resolve("run-" + System.currentTimeMillis());
        try (RunningSystem system =
                RunningSystem.start(SystemOptions.single(Path.of("").toAbsolutePath(), data))) {
            Probe probe = new Probe(system);
            Findings findings = run(system, probe);
            SoakReport report = new SoakReport(probe.series(), out);
            List<String> steep = report.judge(System.out, (double) rate * LAG_SECONDS);
            report.write();
            System.out.printf(
                    "%n%d minutes at %d a second: %,d sent, %d lost, %d doubled%n",
                    minutes, rate, findings.sent(), findings.lost(), findings.doubled());
            findings.broken().forEach(System.out::println);
            System.out.println(steep.isEmpty() ? "everything is flat" : "NOT FLAT: " + steep);
            return steep.isEmpty() && findings.good() ? 0 : 1;
        }
    }

    private Findings run(RunningSystem system, Probe probe) throws SQLException {
        String brokers = system.settings().bootstrapServers();
        try (SourceTopics topics = new SourceTopics(brokers);
                EventLoad events = new EventLoad(
                        () -> system.url(Part.INGEST), new ShopEvents(MARK, Disorder.USUAL), rate * 2 / 3);
                PostLoad posts = new PostLoad(brokers, new PostPlan(MARK, Disorder.USUAL, 1), rate / 3)) {
            Map<TopicPartition, Long> start = topics.ends("pulso.posts", "pulso.events");
            events.start();
            posts.start();
            long began = System.nanoTime();
            for (double minute = 0; minute < minutes; minute = (System.nanoTime() - began) / NANOS_A_MINUTE) {
                probe.look(minute);
                Patience.pause(Duration.ofSeconds(every));
            }
            events.finish(DRAIN);
            posts.finish(DRAIN);
            boolean caughtUp = Patience.until(DRAIN, system::isCaughtUp);
            return account(system, topics, start, events, posts, caughtUp);
        }
    }

    private static Findings account(
            RunningSystem system,
            SourceTopics topics,
            Map<TopicPartition, Long> start,
            EventLoad events,
            PostLoad posts,
            boolean caughtUp)
            throws SQLException {
        Recount recount = new Recount(MARK);
        topics.read(start, (topic, message) -> {
            if (topic.equals("pulso.posts")) {
                recount.post(message);
            } else {
                recount.event(message);
            }
        });
        return new Findings.Builder()
                .note(caughtUp, "A6 not caught up")
                .delivered(
                        "events",
                        events.book().sent(),
                        events.book().with(Outcome.OK),
                        events.book().with(Outcome.FAIL),
                        recount.eventIds())
                .delivered(
                        "posts",
                        posts.book().sent(),
                        posts.book().with(Outcome.OK),
                        posts.book().with(Outcome.FAIL),
                        recount.postIds())
                .counted("database", Difference.between(recount.totals(), new Places(system, MARK).database()))
                .build();
    }
}
