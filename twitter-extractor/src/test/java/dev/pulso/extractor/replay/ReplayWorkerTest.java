package dev.pulso.extractor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.extractor.Configs;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.CsvColumns;
import dev.pulso.extractor.format.PostFormat;
import dev.pulso.extractor.format.TextRules;
import dev.pulso.extractor.format.TimeFormat;
import dev.pulso.extractor.hashtag.HashtagScanner.Links;
import dev.pulso.extractor.publish.Outbox;
import dev.pulso.extractor.publish.Publisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays that end in the middle, and the run that follows. */
class ReplayWorkerTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LINES = 60;
    private static final int BAD_LINE = 20;

    @TempDir
    Path root;

    private Spool spool;

    /** A broker that takes a number of posts and then says nothing more, as for a process that is killed. */
    private static final class MortalBroker implements Publisher {
        final List<String> posts = new CopyOnWriteArrayList<>();
        private final int life;

        MortalBroker(int life) {
            this.life = life;
        }

        @Override
        public CompletableFuture<Void> publish(Topic<?> topic, String key, CloudEvent<?> message) {
            if (topic.equals(Topics.POSTS)) {
                if (posts.size() >= life) {
                    return new CompletableFuture<>();
                }
                posts.add(key);
            }
            return CompletableFuture.completedFuture(null);
        }
    }

    @BeforeEach
    void store() throws IOException {
        String file = IntStream.range(0, LINES)
                .mapToObj(i -> i == BAD_LINE
                        ? "{broken"
                        : "{\"id\":\"" + i + "\",\"text\":\"#a\",\"created_at\":\"2026-01-01T00:00:00Z\"}")
                .collect(Collectors.joining("\n"));
        spool = Spool.at(root, "r");
        spool.store(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), Long.MAX_VALUE);
        ReplayOptions options = new ReplayOptions(
                PostFormat.X_V2,
                null,
                Speed.MAX,
                ReplayOptions.Retime.AS_RECORDED,
                null,
                null,
                null,
                null,
                null,
                null,
                "iso",
                ZoneOffset.UTC);
        spool.save(Checkpoint.start("r", options, Instant.parse("2026-01-01T00:00:00Z")));
    }

    private ReplayWorker worker(Publisher broker) throws IOException {
        CsvColumns columns = new CsvColumns(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TimeFormat.of("iso", ZoneOffset.UTC));
        PostFormat.Reading reading = new PostFormat.Reading(
                Optional.empty(),
                columns,
                new AuthorKeys("t", "a secret of the tests".getBytes(StandardCharsets.UTF_8)),
                new TextRules(true, Links.COUNTED),
                Clock.systemUTC(),
                1 << 20);
        return new ReplayWorker(
                spool,
                spool.checkpoint(),
                new Outbox(broker, 50, Duration.ofMillis(1)),
                new Rejections(100, Clock.systemUTC()),
                reading,
                Configs.of(
                        ReplayConfig.class,
                        Map.of("pulso.replay.directory", root.toString(), "pulso.replay.checkpoint-every", "0s")));
    }

    @Test
    void shouldGoOnAfterACrashAndCountEachPostOnce() throws Exception {
        MortalBroker first = new MortalBroker(35);
        ReplayWorker killed = worker(first);
        Thread thread = new Thread(() -> {
            try {
                killed.run();
            } catch (InterruptedException | IOException e) {
                // The crash.
            }
        });
        thread.start();
        await().atMost(LONG).until(() -> first.posts.size() == 35);
        await().atMost(LONG).until(() -> spool.checkpoint().frames() > 0);
        thread.interrupt();
        thread.join(60_000);

        Checkpoint left = spool.checkpoint();
        assertThat(left.state()).isEqualTo(ReplayState.RUNNING);
        MortalBroker second = new MortalBroker(Integer.MAX_VALUE);
        worker(second).run();

        Set<String> both = new HashSet<>(first.posts);
        both.addAll(second.posts);
        Checkpoint end = spool.checkpoint();
        assertThat(both).hasSize(LINES - 1);
        assertThat(end.state()).isEqualTo(ReplayState.DONE);
        assertThat(end.read()).isEqualTo(LINES);
        assertThat(end.accepted()).isEqualTo(LINES - 1);
        assertThat(end.rejected()).isEqualTo(1);
        assertThat(end.errors()).extracting(ReplayError::line).containsExactly((long) BAD_LINE + 1);
        assertThat(second.posts).as("it did not start over").hasSizeLessThan(LINES - 1);
    }

    @Test
    void shouldGoOnWhereAnOrderlyStopLeftIt() throws Exception {
        MortalBroker first = new MortalBroker(Integer.MAX_VALUE);
        ReplayWorker[] stopped = new ReplayWorker[1];
        stopped[0] = worker((topic, key, message) -> {
            if (first.posts.size() == 25) {
                stopped[0].shutDown();
            }
            return first.publish(topic, key, message);
        });
        stopped[0].run();
        assertThat(spool.checkpoint().state()).isEqualTo(ReplayState.RUNNING);
        MortalBroker second = new MortalBroker(Integer.MAX_VALUE);
        worker(second).run();

        assertThat(first.posts).doesNotContainAnyElementsOf(second.posts);
        assertThat(first.posts.size() + second.posts.size()).isEqualTo(LINES - 1);
        assertThat(spool.checkpoint().accepted()).isEqualTo(LINES - 1);
    }

    @Test
    void shouldEndForGoodWhenCancelled() throws Exception {
        MortalBroker broker = new MortalBroker(Integer.MAX_VALUE);
        ReplayWorker[] cancelled = new ReplayWorker[1];
        cancelled[0] = worker((topic, key, message) -> {
            cancelled[0].cancel();
            return broker.publish(topic, key, message);
        });
        cancelled[0].run();

        assertThat(spool.checkpoint().state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(spool.checkpoint().accepted()).isEqualTo(broker.posts.size()).isEqualTo(1);
    }
}
