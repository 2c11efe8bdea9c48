package dev.pulso.extractor.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.post.Post;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import dev.pulso.extractor.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process of its own, killed as by a power cut while it reads a live network. */
class KillIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int POSTS = 20_000;

    /** Up to which post each connection gets any; so none is killed before there is more to come. */
    private static final List<Integer> UNTIL = List.of(6_000, 11_000, 16_000, POSTS);

    @TempDir
    Path directory;

    private Process start(String kafka, JetstreamStandIn server) throws IOException {
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
        builder.environment()
                .putAll(Map.of(
                        "PULSO_KAFKA",
                        kafka,
                        "PULSO_EXTRACTOR_PORT",
                        "0",
                        "PULSO_DATA_DIR",
                        directory.toString(),
                        "PULSO_BLUESKY_HOSTS",
                        server.v1().toString(),
                        "PULSO_LIVE_SAVE_EVERY",
                        "50ms",
                        "PULSO_SOURCES_CONFIGURED_SKY_KIND",
                        "bluesky"));
        return builder.start();
    }

    /** Each tenth post is followed by the deletion of the one five before it. */
    private static Stream<String> frames(int number) {
        String post = Frames.v1(number, "#news");
        if (number % 10 != 9) {
            return Stream.of(post);
        }
        int gone = number - 5;
        return Stream.of(
                post,
                Frames.v1(gone, "delete", "")
                        .replace(Long.toString(Frames.micros(gone)), Long.toString(Frames.micros(number))));
    }

    private static int savedUpTo(String kafka) {
        return TopicReader.all(kafka, Topics.SOURCES, event -> true).stream()
                .map(event -> event.data().position().get("timeUs"))
                .filter(micros -> micros != null)
                .mapToInt(micros -> (int) ((Long.parseLong(micros) - Frames.START) / 1_000_000))
                .max()
                .orElse(-1);
    }

    @Test
    void shouldCountEachPostOnceHoweverOftenItIsKilled() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        JetstreamStandIn.Script script = (socket, cursor) -> {
            int until = UNTIL.get(Math.min(connections.getAndIncrement(), UNTIL.size() - 1));
            IntStream.range(0, until)
                    .filter(i -> Frames.micros(i) >= cursor.orElse(0L))
                    .boxed()
                    .flatMap(KillIT::frames)
                    .forEach(socket::writeTextMessage);
        };
        try (KafkaBroker broker = KafkaBroker.start();
                JetstreamStandIn server = new JetstreamStandIn(script)) {
            String kafka = broker.bootstrapServers();
            TopicProvisioner.createMissing(kafka);
            for (int run = 0; run < UNTIL.size(); run++) {
                Process service = start(kafka, server);
                try {
                    boolean last = run == UNTIL.size() - 1;
                    int enough = last ? POSTS - 1 : run == 0 ? 1_000 : UNTIL.get(run - 1) + 1_000;
                    await().atMost(LONG)
                            .pollInterval(Duration.ofMillis(100))
                            .failFast("the service ended", () -> !service.isAlive())
                            .until(() -> savedUpTo(kafka) >= enough);
                } finally {
                    service.destroyForcibly().waitFor();
                }
            }

            assertOnce(kafka);
            assertThat(server.asked).hasSize(UNTIL.size());
            assertThat(server.asked.subList(1, UNTIL.size()))
                    .as("it goes on where it was")
                    .allSatisfy(
                            uri -> assertThat(JetstreamStandIn.cursorOf(uri)).isPresent());
        }
    }

    private static void assertOnce(String kafka) {
        List<CloudEvent<Post>> all = TopicReader.all(kafka, Topics.POSTS, event -> true);
        Map<Post.Op, Set<String>> events = new HashMap<>();
        Map<String, Post.Op> state = new LinkedHashMap<>();
        for (CloudEvent<Post> event : all) {
            Post post = event.data();
            events.computeIfAbsent(post.op(), op -> new HashSet<>()).add(event.source() + " " + event.id());
            state.put(post.postId(), post.op());
        }
        Set<String> made = IntStream.range(0, POSTS).mapToObj(Frames::id).collect(Collectors.toSet());
        Map<Post.Op, Long> states =
                state.values().stream().collect(Collectors.groupingBy(op -> op, Collectors.counting()));

        assertThat(state.keySet()).isEqualTo(made);
        assertThat(events.get(Post.Op.CREATE))
                .as("what comes twice has the same identity")
                .hasSize(POSTS);
        assertThat(events.get(Post.Op.DELETE)).hasSize(POSTS / 10);
        assertThat(states)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Post.Op.CREATE, POSTS - POSTS / 10L, Post.Op.DELETE, POSTS / 10L));
        System.out.printf("%d records of %d events%n", all.size(), POSTS + POSTS / 10);
    }
}
