package dev.pulso.extractor.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.Configs;
import dev.pulso.extractor.SharedData;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.live.HttpStandIn;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.live.RecordingSession;
import dev.pulso.extractor.source.SourceBrokenException;
import dev.pulso.extractor.source.SourceFailedException;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V1SourceTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<String, String> CATS = Map.of("tags", "cats", "terms", "black cat", "everySeconds", "1");

    private RecordingSession session = new RecordingSession(Map.of());

    private V1Kind kind(V1StandIn server, Map<String, String> config) {
        return kind(server, config, Duration.ofSeconds(30));
    }

    private static V1Kind kind(V1StandIn server, Map<String, String> config, Duration timeout) {
        Map<String, String> all = new HashMap<>(
                Map.of("pulso.x-v1.address", server.api().toString(), "pulso.x-v1.token", "the%2Ftoken%3D"));
        all.putAll(config);
        all.values().removeIf(String::isEmpty);
        return new V1Kind(
                new AuthorKeys("t", "a secret of the tests".getBytes(StandardCharsets.UTF_8)),
                Configs.of(FormatConfig.class, Map.of()),
                Configs.of(
                        LiveConfig.class,
                        Map.of("pulso.live.save-every", "1ms", "pulso.live.connect-timeout", timeout.toString())),
                Configs.of(V1Config.class, all),
                Configs.of(XConfig.class, Map.of()));
    }

    private RecordingSession.Run run(V1StandIn server) {
        return session.run(kind(server, Map.of()).create("s", CATS));
    }

    private Throwable endOf(Consumer<HttpServerRequest> script) throws Exception {
        try (V1StandIn server = new V1StandIn(script);
                var run = run(server)) {
            return run.end().get(60, TimeUnit.SECONDS);
        }
    }

    private void awaitPosts(int count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(session.posts).hasSize(count));
    }

    @Test
    void shouldReadEveryPageBehindItsCursorAndEachPostOnce() throws Exception {
        try (V1StandIn server = new V1StandIn()) {
            server.add(1, 151);
            try (var run = run(server)) {
                // A new source begins with the newest page.
                awaitPosts(100);
                server.add(151, 401);
                awaitPosts(350);

                assertThat(session.postIds()).doesNotHaveDuplicates();
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(session.position()).containsEntry("since", "400"));
                assertThat(session.states).containsExactly("STREAMING");
                assertThat(session.posts).extracting(Post::network).containsOnly("x-v1");
                assertThat(session.posts).extracting(Post::uri).containsOnlyNulls();
                assertThat(session.posts.get(0).hashtags()).extracting("tag").containsExactly("cats");
                assertThat(session.posts.get(0).author()).isEqualTo(new Post.Author(3L, 4L, 5L));
                assertThat(server.http.asked)
                        .allMatch(asked -> asked.authorization().equals("Bearer the%2Ftoken%3D"));
                assertThat(server.http.askedFor(V1StandIn.SEARCH).get(0))
                        .contains("q=%23cats%20OR%20%22black%20cat%22", "tweet_mode=extended", "result_type=recent");
            }
        }
    }

    @Test
    void shouldGoOnFromItsCursorAfterARestart() throws Exception {
        session = new RecordingSession(Map.of("since", "150", "at", "2026-11-23T08:00:00Z"));
        try (V1StandIn server = new V1StandIn()) {
            server.add(1, 401);
            try (var run = run(server)) {
                awaitPosts(250);

                assertThat(session.posts)
                        .extracting(post -> post.ingest().mode())
                        .containsOnly(Post.Ingest.Mode.BACKFILL);
                assertThat(session.gaps).isEmpty();
            }
        }
    }

    @Test
    void shouldTellAGapThatIsTooLong() throws Exception {
        session = new RecordingSession(Map.of("since", "1", "at", "2026-11-23T08:00:00Z"));
        try (V1StandIn server = new V1StandIn()) {
            server.add(1, 401);
            try (var run = session.run(
                    kind(server, Map.of("pulso.x-v1.most-pages", "2")).create("s", CATS))) {
                awaitPosts(200);
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(session.gaps).hasSize(1));

                assertThat(session.gaps.get(0).from()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
                assertThat(session.gaps.get(0).reason()).contains("2 pages");
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(session.position()).containsEntry("since", "400"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void shouldFailForWhatNobodyButAPersonCanMend(int status) throws Exception {
        assertThat(endOf(V1StandIn.refuses(status)))
                .isInstanceOf(SourceFailedException.class)
                .hasMessageContaining("(" + status + ")");
    }

    @Test
    void shouldWaitAsLongAsTheServerSays() throws Exception {
        String reset = Long.toString(Instant.now().plusSeconds(600).getEpochSecond());
        SourceBrokenException limited = (SourceBrokenException) endOf(V1StandIn.refuses(
                429, "x-rate-limit-limit", "180", "x-rate-limit-remaining", "0", "x-rate-limit-reset", reset));
        SourceBrokenException calm = (SourceBrokenException) endOf(V1StandIn.refuses(420, "Retry-After", "67"));

        assertThat(limited.atLeast()).isBetween(Duration.ofSeconds(400), Duration.ofSeconds(600));
        assertThat(calm.atLeast()).isEqualTo(Duration.ofSeconds(67));
    }

    @Test
    void shouldWaitByKindOfFailureWhereTheServerSaysNothing() throws Exception {
        SourceBrokenException limited = (SourceBrokenException) endOf(V1StandIn.refuses(429));
        SourceBrokenException broken = (SourceBrokenException) endOf(V1StandIn.refuses(503));
        SourceBrokenException dropped = (SourceBrokenException) endOf(HttpStandIn::drop);

        assertThat(limited.backoff().first()).isEqualTo(Duration.ofSeconds(60));
        assertThat(broken.backoff().first()).isEqualTo(Duration.ofSeconds(5));
        assertThat(dropped.backoff().first()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void shouldHangUpOnAnAnswerThatStalls() throws Exception {
        try (V1StandIn server = new V1StandIn(request -> HttpStandIn.stream(request, "{\"statuses\":["));
                var run = session.run(
                        kind(server, Map.of(), Duration.ofSeconds(1)).create("s", CATS))) {
            Throwable end = run.end().get(60, TimeUnit.SECONDS);

            assertThat(end)
                    .isInstanceOfSatisfying(
                            SourceBrokenException.class,
                            broken -> assertThat(broken.backoff().first()).isEqualTo(Duration.ofMillis(250)));
            assertThat(session.position()).isEmpty();
        }
    }

    @Test
    void shouldNotMovePastAPageItCannotRead() throws Exception {
        session = new RecordingSession(Map.of("since", "1"));
        String strange = V1StandIn.status(2).replace("Wed Jan 07", "yesterday");

        Throwable end = endOf(request ->
                HttpStandIn.json(request, 200, "{\"statuses\":[" + strange + "],\"search_metadata\":{\"count\":1}}"));

        assertThat(end).isInstanceOf(SourceBrokenException.class).hasMessageNotContaining("yesterday");
        assertThat(session.position()).containsEntry("since", "1");
    }

    @Test
    void shouldWaitWhenTheLimitIsUsedUpByAnAnswer() throws Exception {
        String reset = Long.toString(Instant.now().plusSeconds(600).getEpochSecond());
        try (V1StandIn server = new V1StandIn()) {
            server.add(1, 11);
            try (V1StandIn limiting = new V1StandIn(request -> {
                        request.response()
                                .putHeader("x-rate-limit-limit", "180")
                                .putHeader("x-rate-limit-remaining", "0")
                                .putHeader("x-rate-limit-reset", reset);
                        server.search(request);
                    });
                    var run = run(limiting)) {
                awaitPosts(10);
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(session.position()).containsEntry("since", "10"));

                assertThat(limiting.http.askedFor(V1StandIn.SEARCH)).hasSize(1);
            }
        }
    }

    @Test
    void shouldMakeATokenOfKeyAndSecret() throws Exception {
        Map<String, String> app = Map.of(
                "pulso.x-v1.token", "", "pulso.x-v1.consumer-key", "key", "pulso.x-v1.consumer-secret", "secret");
        try (V1StandIn server = new V1StandIn()) {
            server.add(1, 2);
            try (var run = session.run(kind(server, app).create("s", CATS))) {
                awaitPosts(1);

                assertThat(server.http.asked.get(1).authorization()).isEqualTo("Bearer made%2Fof+key%3D");
            }
        }
    }

    @Test
    void shouldReadRealStatuses() throws Exception {
        ObjectMapper json = new ObjectMapper();
        try (V1StandIn server = new V1StandIn()) {
            server.add(1, 2);
            Optional<Path> real = SharedData.find("raw-samples/x-api-v1.1/tweet-updates/original");
            if (real.isPresent()) {
                try (Stream<Path> files = Files.walk(real.get())) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        JsonNode status = json.readTree(file.toFile());
                        server.statuses.put(status.path("id").asLong(), status.toString());
                    }
                }
            }
            try (var run =
                    session.run(kind(server, Map.of("pulso.x-v1.network", "x")).create("s", CATS))) {
                awaitPosts(server.statuses.size());

                assertThat(session.refused).isEmpty();
                assertThat(session.posts).extracting(Post::uri).allMatch(uri -> uri.startsWith("https://x.com/i/"));
            }
        }
    }

    @Test
    void shouldNameWhatIsMissingOrWrong() throws Exception {
        try (V1StandIn server = new V1StandIn()) {
            assertThat(session.run(kind(server, Map.of("pulso.x-v1.address", ""))
                                    .create("s", CATS))
                            .end()
                            .get(60, TimeUnit.SECONDS))
                    .isInstanceOf(SourceFailedException.class)
                    .hasMessageContaining("PULSO_X_V1_ADDRESS");
            assertThat(session.run(kind(server, Map.of("pulso.x-v1.token", "")).create("s", CATS))
                            .end()
                            .get(60, TimeUnit.SECONDS))
                    .isInstanceOf(SourceFailedException.class)
                    .hasMessageContaining("PULSO_X_V1_TOKEN");
            for (Map<String, String> wrong : List.of(
                    Map.<String, String>of(),
                    Map.of("tags", "cats", "rules", "x"),
                    Map.of("terms", "x".repeat(501)),
                    Map.of("tags", "cats", "everySeconds", "often"))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> kind(server, Map.of()).create("s", wrong));
            }
        }
    }
}
