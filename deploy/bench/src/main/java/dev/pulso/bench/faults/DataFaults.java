package dev.pulso.bench.faults;

import dev.pulso.bench.load.Disorder;
import dev.pulso.bench.oracle.SourceTopics;
import dev.pulso.bench.system.Patience;
import dev.pulso.bench.system.Signals;
import dev.pulso.contracts.TopicSettings;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** Input and stored data that are not as they should be (F9, F10, F15, F16). */
final class DataFaults {
    private static final Node PROCESSOR = new Node(Part.PROCESSOR, 0);

    private DataFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("F9", "every batch of events is sent twice", Stage.PLAIN, Repeats::everythingAgain),
                new Fault(
                        "F10",
                        "2 min out of order; 2 % of last year, of tomorrow and of the year 9999",
                        Stage.PLAIN,
                        Disorder.WILD,
                        scene -> scene.hold(Duration.ofSeconds(15))),
                new Fault("F15", "poison records on both source topics", Stage.PLAIN, Poison::send),
                new Fault("F16c", "checkpoint cut in half", Stage.PLAIN, DataFaults::truncateCheckpoint),
                new Fault("F16s", "state of the checkpoint cut in half", Stage.PLAIN, DataFaults::truncateState),
                new Fault("F16d", "checkpoint deleted", Stage.PLAIN, DataFaults::deleteCheckpoint),
                new Fault("F16t", "topic pulso.posts deleted and made anew", Stage.PLAIN, DataFaults::recreateTopic),
                new Fault(
                        "F16r",
                        "events deleted from the topic (retention) while spark-processor stands still",
                        Stage.PLAIN,
                        DataFaults::ageOut));
    }

    /** Newest files of the logs lose their second half, as an unclean shutdown without fsync leaves them. */
    private static void truncateCheckpoint(Scene scene) throws IOException {
        Path counts = scene.system().data().resolve("spark/counts");
        long pid = scene.system().require(PROCESSOR).pid();
        scene.kill(PROCESSOR);
        for (String log : List.of("offsets", "commits")) {
            try (Stream<Path> files = Files.list(counts.resolve(log))) {
                Path newest = files.filter(file -> file.getFileName().toString().matches("\\d+"))
                        .max((a, b) -> Long.compare(number(a), number(b)))
                        .orElseThrow();
                halve(newest);
            }
        }
        scene.system().awaitBack(PROCESSOR, pid, Scene.BACK);
    }

    private static void truncateState(Scene scene) throws IOException {
        long pid = scene.system().require(PROCESSOR).pid();
        scene.kill(PROCESSOR);
        try (Stream<Path> files = Files.walk(scene.system().data().resolve("spark/counts/state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                halve(file);
            }
        }
        scene.system().awaitBack(PROCESSOR, pid, Scene.BACK);
    }

    private static void halve(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString());
    }

    private static void deleteCheckpoint(Scene scene) throws IOException {
        Path counts = scene.system().data().resolve("spark/counts");
        scene.kill(PROCESSOR);
        Path aside = counts.resolveSibling("deleted-by-the-suite");
        Files.move(counts, aside);
    }

    /** The load pauses for the moment: what is sent to a topic that is not there is nobody's. */
    private static void recreateTopic(Scene scene) throws Exception {
        Patience.require("everything is counted", Scene.BACK, scene.system()::isCaughtUp);
        TopicSettings posts = TopicSettings.fromAsyncApi().stream()
                .filter(topic -> topic.name().equals("pulso.posts"))
                .findFirst()
                .orElseThrow();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                scene.system().settings().bootstrapServers()))) {
            scene.posts().finish(Duration.ofSeconds(30));
            Patience.require("everything is counted", Scene.BACK, scene.system()::isCaughtUp);
            scene.recount();
            scene.injected();
            admin.deleteTopics(List.of(posts.name())).all().get();
            Patience.require(
                    "the topic is gone",
                    Duration.ofSeconds(30),
                    () -> !names(admin).contains(posts.name()));
            admin.createTopics(List.of(
                            new NewTopic(posts.name(), posts.partitions(), posts.replicas()).configs(posts.configs())))
                    .all()
                    .get();
            scene.readFromStart(posts.name());
        }
        scene.healed();
    }

    private static void ageOut(Scene scene) throws ExecutionException, InterruptedException {
        scene.takesEventsAway();
        ProcessHandle processor = scene.system().require(PROCESSOR);
        String brokers = scene.system().settings().bootstrapServers();
        scene.injected();
        Signals.pause(processor);
        try (SourceTopics topics = new SourceTopics(brokers);
                Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            scene.hold(Duration.ofSeconds(8));
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            topics.ends("pulso.events")
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end - 1)));
            // After the ends are known and before anything goes: what goes has been recounted.
            scene.recount();
            admin.deleteRecords(all).all().get();
            scene.recount();
        } finally {
            Signals.resume(processor);
        }
        scene.healed();
    }

    private static Set<String> names(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
