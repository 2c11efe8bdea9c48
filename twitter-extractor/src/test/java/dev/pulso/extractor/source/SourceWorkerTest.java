package dev.pulso.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import dev.pulso.contracts.post.Post;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.contracts.source.SourceCursor;
import dev.pulso.extractor.format.Decoded;
import dev.pulso.extractor.publish.Outbox;
import dev.pulso.extractor.publish.Publisher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWorkerTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Broker broker = new Broker();
    private final Stored store = new Stored();

    @TempDir
    Path folder;

    private Gaps gaps;
    private SourceWorker worker;

    @BeforeEach
    void open() {
        gaps = Gaps.in(folder.resolve("gaps.json"));
    }

    /** Acknowledges when told to. */
    private static final class Broker implements Publisher {
        final List<CloudEvent<?>> sent = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

        @Override
        public CompletableFuture<Void> publish(Topic<?> topic, String key, CloudEvent<?> message) {
            sent.add(message);
            return acknowledged.copy();
        }
    }

    private static final class Stored implements SourceStore {
        final List<SourceCursor> saved = new CopyOnWriteArrayList<>();

        @Override
        public Map<String, SourceCursor> load() {
            return Map.of();
        }

        @Override
        public void save(SourceCursor cursor) {
            saved.add(cursor);
        }

        @Override
        public void delete(String source) {}
    }

    /** Runs one source after the other; the last one again and again. */
    private void run(Source... runs) {
        Deque<Source> left = new ArrayDeque<>(Arrays.asList(runs));
        SourceKind kind = new SourceKind() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Source create(String id, Map<String, String> settings) {
                return left.size() > 1 ? left.removeFirst() : left.getFirst();
            }
        };
        worker = new SourceWorker(
                        new SourceDefinition("s", "test", Map.of(), false),
                        kind,
                        Map.of("cursor", "0"),
                        store,
                        new Outbox(broker, 10, Duration.ofMillis(1)),
                        gaps,
                        Backoff.doubling(Duration.ofHours(1), Duration.ofHours(1)),
                        new LiveRejections(10, Clock.systemUTC()),
                        Clock.systemUTC())
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        broker.acknowledged.complete(null);
        worker.stop(Duration.ofSeconds(10));
    }

    private void awaitState(SourceState state, String cause) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(worker.status().state()).isEqualTo(state);
            assertThat(worker.status().cause()).contains(cause);
        });
    }

    private static Source waiting(CountDownLatch forWhat) {
        return session -> {
            session.streaming();
            forWhat.await();
        };
    }

    private static Post post() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        return new Post(
                Post.Op.CREATE,
                "n",
                "1",
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                now,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void shouldMoveTheCursorOnlyAfterTheBrokerHasAcknowledged() {
        CountDownLatch forever = new CountDownLatch(1);
        run(session -> {
            session.send(post());
            session.savePosition(Map.of("cursor", "1"));
            waiting(forever).run(session);
        });
        await().atMost(LONG).until(() -> broker.sent.size() == 1);
        assertThat(store.saved).isEmpty();
        assertThat(worker.position()).containsEntry("cursor", "0");

        broker.acknowledged.complete(null);

        awaitState(SourceState.STREAMING, "");
        assertThat(store.saved).extracting(SourceCursor::position).containsExactly(Map.of("cursor", "1"));
        assertThat(worker.posts()).isEqualTo(1);
    }

    @Test
    void shouldBackOffWithTheCause() {
        run(session -> {
            throw new IOException("the wire was cut");
        });

        awaitState(SourceState.BACKING_OFF, "the wire was cut");
    }

    @Test
    void shouldWaitAsTheFailureWants() {
        Backoff atOnce = Backoff.linear(Duration.ofMillis(1), Duration.ofMillis(1));
        CountDownLatch forever = new CountDownLatch(1);
        run(
                session -> {
                    throw new SourceBrokenException("first", atOnce, Duration.ZERO);
                },
                session -> {
                    throw new SourceBrokenException("second", atOnce, Duration.ZERO);
                },
                waiting(forever));

        awaitState(SourceState.STREAMING, "");
    }

    @Test
    void shouldNeverGiveUpOnWhatMayMend() {
        Backoff atOnce = Backoff.linear(Duration.ofMillis(1), Duration.ofMillis(1));
        CountDownLatch forever = new CountDownLatch(1);
        Source[] runs = new Source[50];
        Arrays.fill(runs, (Source) session -> {
            throw new SourceBrokenException("again", atOnce, Duration.ZERO);
        });
        runs[runs.length - 1] = waiting(forever);
        run(runs);

        awaitState(SourceState.STREAMING, "");
    }

    @Test
    void shouldNotComeBackBeforeItWasToldTo() {
        Backoff atOnce = Backoff.linear(Duration.ofMillis(1), Duration.ofMillis(1));
        run(
                session -> {
                    throw new SourceBrokenException("limited", atOnce, Duration.ofHours(1));
                },
                session -> {
                    throw new SourceFailedException("too early");
                });

        awaitState(SourceState.BACKING_OFF, "limited");
    }

    @Test
    void shouldRestUntilThereIsBudgetAgain() {
        CountDownLatch forever = new CountDownLatch(1);
        run(
                session -> {
                    throw new BudgetExhaustedException("spent", Instant.now().minusSeconds(1));
                },
                session -> {
                    session.streaming();
                    throw new BudgetExhaustedException(
                            "all spent", Instant.now().plusSeconds(3600));
                },
                waiting(forever));

        awaitState(SourceState.BUDGET_EXHAUSTED, "all spent");
    }

    @Test
    void shouldFailForWhatIsOfNoUse() {
        run(session -> {
            throw new SourceFailedException("the token is refused");
        });

        awaitState(SourceState.FAILED, "the token is refused");
    }

    @Test
    void shouldKeepWhatNobodyCanReadAndTellLosses() {
        broker.acknowledged.complete(null);
        CountDownLatch forever = new CountDownLatch(1);
        Gap gap = new Gap("s", Instant.EPOCH, Instant.EPOCH.plusSeconds(1), "too old");
        run(session -> {
            session.refuse(
                    new Decoded.Refused("not-json", "", "no JSON"),
                    "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
            session.gap(gap);
            waiting(forever).run(session);
        });

        awaitState(SourceState.STREAMING, "");
        assertThat(worker.rejected()).isEqualTo(1);
        assertThat(gaps.all()).containsExactly(gap);
        assertThat(broker.sent).singleElement().satisfies(message -> {
            assertThat(message.type()).isEqualTo(Topics.REJECTED.type());
            assertThat(((Rejection) message.data()).raw()).isEqualTo("MDEyMzQ1Njc4OQ==");
        });
    }
}
