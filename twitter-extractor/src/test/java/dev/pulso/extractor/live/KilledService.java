package dev.pulso.extractor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The packaged service as a process of its own, killed as by a power cut while it reads a live network. */
public final class KilledService {
    private static final Duration LONG = Duration.ofSeconds(120);

    /** Posts that a run sees beyond the end of the one before, so that none is killed before it has work. */
    private static final int SOME = 300;

    private final String kafka;
    private final Map<String, String> environment;

    /** @param environment what the source needs besides the broker and a directory */
    public KilledService(String kafka, Path directory, Map<String, String> environment) {
        this.kafka = kafka;
        this.environment = new HashMap<>(environment);
        this.environment.putAll(Map.of(
                "PULSO_KAFKA",
                kafka,
                "PULSO_EXTRACTOR_PORT",
                "0",
                "PULSO_DATA_DIR",
                directory.toString(),
                "PULSO_LIVE_SAVE_EVERY",
                "50ms"));
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "kill-it.log").toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Starts and kills the service until it has read everything.
     *
     * @param until how many posts the network has in each run
     * @param saved the number of the post at a cursor, or null if it has none
     */
    public void killUntil(List<Integer> until, Function<Map<String, String>, @Nullable Integer> saved)
            throws IOException, InterruptedException {
        for (int run = 0; run < until.size(); run++) {
            Process service = start();
            try {
                boolean last = run == until.size() - 1;
                int enough = last ? until.get(run) - 1 : (run == 0 ? 0 : until.get(run - 1)) + SOME;
                await().atMost(LONG)
                        .pollInterval(Duration.ofMillis(100))
                        .failFast("the service ended", () -> !service.isAlive())
                        .until(() -> savedUpTo(saved) >= enough);
            } finally {
                service.destroyForcibly().waitFor();
            }
        }
    }

    private int savedUpTo(Function<Map<String, String>, @Nullable Integer> saved) {
        return TopicReader.all(kafka, Topics.SOURCES, event -> true).stream()
                .map(event -> saved.apply(event.data().position()))
                .filter(Objects::nonNull)
                .mapToInt(number -> number)
                .max()
                .orElse(-1);
    }

    /** What stands on the topic: each of these posts, created once in the eyes of readers, and so many deleted since. */
    public void assertOnce(Set<String> postIds, int deleted) {
        List<CloudEvent<Post>> all = TopicReader.all(kafka, Topics.POSTS, event -> true);
        Map<Post.Op, Set<String>> events = new HashMap<>();
        Map<String, Post.Op> state = new LinkedHashMap<>();
        for (CloudEvent<Post> event : all) {
            Post post = event.data();
            events.computeIfAbsent(post.op(), op -> new HashSet<>()).add(event.source() + " " + event.id());
            state.put(post.postId(), post.op());
        }
        Map<Post.Op, Long> states =
                state.values().stream().collect(Collectors.groupingBy(op -> op, Collectors.counting()));

        assertThat(state.keySet()).isEqualTo(postIds);
        assertThat(events.get(Post.Op.CREATE))
                .as("what comes twice has the same identity")
                .hasSize(postIds.size());
        assertThat(events.getOrDefault(Post.Op.DELETE, Set.of())).hasSize(deleted);
        assertThat(states.getOrDefault(Post.Op.DELETE, 0L)).isEqualTo(deleted);
        assertThat(TopicReader.all(
                        kafka, Topics.PIPELINE, event -> !event.data().gaps().isEmpty()))
                .as("known losses")
                .isEmpty();
        System.out.printf("%d records of %d events%n", all.size(), postIds.size() + deleted);
    }
}
