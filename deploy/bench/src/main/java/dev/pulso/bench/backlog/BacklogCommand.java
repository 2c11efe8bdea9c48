package dev.pulso.bench.backlog;

import dev.pulso.bench.report.Figure;
import dev.pulso.bench.report.Report;
import dev.pulso.contracts.Topics;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code deploy/bench/run backlog}. */
@Command(
        name = "backlog",
        description = "CPU time for the posts of an hour that were written while the processor was down, beside Flink,"
                + " Kafka Streams and a bare consumer on the same backlog. Goal: every window exact, CPU at most 0.7 of"
                + " Flink's.",
        mixinStandardHelpOptions = true)
public final class BacklogCommand implements Callable<Integer> {
    private static final int PARTITIONS = 4;

    @Option(names = "--posts", description = "distinct posts (${DEFAULT-VALUE})")
    private int posts = 500_000;

    @Option(names = "--order", description = "IN, OUT or BOTH: event times ascending, shuffled (${DEFAULT-VALUE})")
    private Order order = Order.BOTH;

    @Option(names = "--only", split = ",", description = "contenders: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private List<Contender> contenders =
            List.of(Contender.PULSO, Contender.FLINK, Contender.KAFKA_STREAMS, Contender.CONSUMER);

    @Option(names = "--heap", description = "largest heap of each, MB (${DEFAULT-VALUE})")
    private int heap = 1024;

    @Option(names = "--jvm", split = ",", description = "more JVM options for Pulso, to profile it")
    private List<String> options = List.of();

    @Option(names = "--out", description = "folder of the JSON (${DEFAULT-VALUE})")
    private Path out = Path.of("target/bench");

    enum Order {
        IN,
        OUT,
        BOTH
    }

    @Override
    public Integer call() throws Exception {
        List<Figure> figures = new ArrayList<>();
        if (order != Order.OUT) {
            figures.addAll(figures("in order", trials(new Backlog(posts, true, 5))));
        }
        if (order != Order.IN) {
            figures.addAll(figures("out of order", trials(new Backlog(posts, false, 5))));
        }
        new Report(out, System.out).say("backlog", figures);
        return 0;
    }

    private List<Trial.Outcome> trials(Backlog backlog) throws IOException, ExecutionException, InterruptedException {
        Path folder = Files.createTempDirectory("pulso-backlog-");
        try (KafkaBroker broker = KafkaBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            String kafka = broker.bootstrapServers();
            TopicProvisioner.createMissing(kafka);
            admin.createTopics(contenders.stream()
                            .filter(each -> !each.isPulso())
                            .map(each -> new NewTopic(each.output(), PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
            Map<String, Long> truth = backlog.write(kafka, Topics.POSTS.name());
            System.out.printf(
                    "%n%,d posts %s, state and output in %s%n",
                    posts, backlog.inOrder() ? "in order" : "out of order", folder);
            List<Trial.Outcome> outcomes = new ArrayList<>();
            for (Contender contender : contenders) {
                Path its = folder.resolve(contender.name().toLowerCase(Locale.ROOT));
                Trial.Outcome outcome = new Trial(contender, admin, its).run(kafka, truth, heap, options);
                say(outcome);
                outcomes.add(outcome);
            }
            return outcomes;
        }
    }

    private void say(Trial.Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "%-45s %6.1f CPU s %6.1f s %,9.0f records/s  %s%n",
                outcome.contender().title(),
                seconds(outcome.cpu()),
                seconds(outcome.wall()),
                posts / seconds(outcome.wall()),
                outcome.verdict());
    }

    private static List<Figure> figures(String what, List<Trial.Outcome> outcomes) {
        Optional<Trial.Outcome> pulso = outcomes.stream()
                .filter(each -> each.contender() == Contender.PULSO)
                .findFirst();
        return pulso.stream()
                .flatMap(ours -> outcomes.stream()
                        .filter(each -> each.contender() != Contender.PULSO)
                        .map(other -> new Figure(
                                "backlog",
                                "CPU of the whole backlog, " + what,
                                "s",
                                seconds(ours.cpu()),
                                other.contender().title() + " (" + other.verdict() + ")",
                                seconds(other.cpu()))))
                .toList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
