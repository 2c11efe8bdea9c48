package dev.pulso.extractor.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.Configs;
import dev.pulso.extractor.SharedData;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.HttpStandIn;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.live.RecordingSession;
import dev.pulso.extractor.source.SourceBrokenException;
import dev.pulso.extractor.source.SourceFailedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MastodonSourceTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final RecordingSession session = new RecordingSession(Map.of());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private MastodonKind kind(InstanceStandIn server, Map<String, String> config) {
        LiveConfig live = Configs.of(
                LiveConfig.class,
                Map.of(
                        "pulso.live.save-every", "1ms",
                        "pulso.live.queue-capacity", config.getOrDefault("pulso.live.queue-capacity", "5000"),
                        "pulso.live.directory", directory.toString()));
        Map<String, String> all = new HashMap<>(
                Map.of("pulso.mastodon.instance", server.address().toString(), "pulso.mastodon.token", "the token"));
        all.putAll(config);
        all.remove("pulso.live.queue-capacity");
        return new MastodonKind(
                new AuthorKeys("t", "a secret of the tests".getBytes(StandardCharsets.UTF_8)),
                Configs.of(FormatConfig.class, Map.of()),
                live,
                Configs.of(MastodonConfig.class, all),
                new Connections(live, metrics));
    }

    private RecordingSession.Run run(InstanceStandIn server) {
        return session.run(kind(server, Map.of()).create("m", Map.of()));
    }

    private void awaitPosts(RecordingSession reader, int count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(reader.posts).hasSizeGreaterThanOrEqualTo(count));
    }

    private Throwable endOf(RecordingSession.Run run) throws Exception {
        return run.end().get(60, TimeUnit.SECONDS);
    }

    private Map<String, String> positionAt(InstanceStandIn server, int number) {
        return Map.of(
                "instance", server.address().getAuthority(),
                "newest public", Long.toString(InstanceStandIn.id(number)),
                "at", "2026-08-02T05:25:16Z");
    }

    @Test
    void shouldReadARealStreamWithItsToken() throws Exception {
        Optional<Path> file = SharedData.find("raw-samples/mastodon/mastodon-py/sse/test_stream_user_local_1.sse");
        String real = file.isPresent() ? Files.readString(file.get()) : InstanceStandIn.updates(0, 1);
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends(":thump\n", real, "\n\n"));
                var run = run(server)) {
            awaitPosts(session, 1);

            assertThat(session.states).contains("STREAMING");
            assertThat(server.http.askedFor("GET /api/v1/streaming")).containsExactly("GET /api/v1/streaming/public");
            assertThat(server.http.asked)
                    .allMatch(asked -> asked.authorization().equals("Bearer the token"));
            await().atMost(LONG).until(() -> session.position().containsKey("newest public"));
        }
    }

    @Test
    void shouldTellEditsAndDeletionsOfStatusesByTheirUri() throws Exception {
        String edited = InstanceStandIn.status(InstanceStandIn.id(1))
                .replace("\"edited_at\":null", "\"edited_at\":\"2026-08-02T06:00:00Z\"");
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends(
                        InstanceStandIn.updates(1, 3),
                        InstanceStandIn.event("status.update", edited),
                        InstanceStandIn.event("delete", Long.toString(InstanceStandIn.id(2))),
                        InstanceStandIn.event("delete", "404")));
                var run = run(server)) {
            awaitPosts(session, 4);

            assertThat(session.posts)
                    .extracting(Post::op)
                    .containsExactly(Post.Op.CREATE, Post.Op.CREATE, Post.Op.UPDATE, Post.Op.DELETE);
            assertThat(session.posts.get(3).postId()).isEqualTo(InstanceStandIn.uri(InstanceStandIn.id(2)));
        }
    }

    @Test
    void shouldKnowWhatADeletionMeansAfterARestart() throws Exception {
        try (InstanceStandIn server = new InstanceStandIn(
                InstanceStandIn.sends(InstanceStandIn.updates(1, 3)),
                InstanceStandIn.sends(InstanceStandIn.event("delete", Long.toString(InstanceStandIn.id(2)))))) {
            try (var run = run(server)) {
                awaitPosts(session, 2);
                await().atMost(LONG).until(() -> session.position().containsKey("newest public"));
            }
            RecordingSession later = new RecordingSession(session.position());
            try (var run = later.run(kind(server, Map.of()).create("m", Map.of()))) {
                awaitPosts(later, 1);

                assertThat(later.posts.get(0).op()).isEqualTo(Post.Op.DELETE);
            }
        }
    }

    @Test
    void shouldFillWhatItMissedBetweenTwoConnections() throws Exception {
        try (InstanceStandIn server = new InstanceStandIn(
                InstanceStandIn.sendsAndEnds(InstanceStandIn.updates(0, 10)),
                InstanceStandIn.sends(InstanceStandIn.updates(140, 150)))) {
            IntStream.range(0, 150).forEach(i -> server.timeline.add(InstanceStandIn.id(i)));
            MastodonKind kind = kind(server, Map.of("pulso.mastodon.rewind", "3s"));
            try (var first = session.run(kind.create("m", Map.of()))) {
                assertThat(endOf(first)).isInstanceOf(IOException.class).hasMessageContaining("ended the stream");
            }
            try (var second = session.run(kind.create("m", Map.of()))) {
                awaitPosts(session, 150);

                assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(150);
                assertThat(session.gaps).isEmpty();
                assertThat(session.posts.get(20).ingest().mode()).isEqualTo(Post.Ingest.Mode.BACKFILL);
                assertThat(server.http.askedFor("GET /api/v1/timelines").get(0))
                        .endsWith("min_id=" + (InstanceStandIn.id(9) - (3000L << 16)));
            }
        }
    }

    @Test
    void shouldTellAGapItCannotFill() throws Exception {
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends(InstanceStandIn.updates(9, 10)))) {
            server.timelineStatus = 403;
            RecordingSession old = new RecordingSession(positionAt(server, 0));
            try (var run = old.run(kind(server, Map.of()).create("m", Map.of()))) {
                awaitPosts(old, 1);

                assertThat(old.gaps).singleElement().satisfies(gap -> {
                    assertThat(gap.from()).isEqualTo("2026-08-02T05:25:16Z");
                    assertThat(gap.reason()).contains("does not show");
                });
            }
        }
    }

    @Test
    void shouldTellAGapThatIsTooLong() throws Exception {
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends(InstanceStandIn.updates(900, 901)))) {
            IntStream.range(0, 200).forEach(i -> server.timeline.add(InstanceStandIn.id(i)));
            RecordingSession old = new RecordingSession(positionAt(server, 0));
            try (var run = old.run(
                    kind(server, Map.of("pulso.mastodon.most-pages", "2")).create("m", Map.of()))) {
                awaitPosts(old, 81);

                assertThat(old.gaps)
                        .singleElement()
                        .satisfies(gap -> assertThat(gap.reason()).contains("2 pages"));
            }
        }
    }

    @Test
    void shouldSendOnceWhatTwoInstancesTell() throws Exception {
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends(InstanceStandIn.updates(0, 5)))) {
            MastodonKind kind = kind(server, Map.of());
            RecordingSession other = new RecordingSession(Map.of());
            try (var first = session.run(kind.create("one", Map.of()))) {
                awaitPosts(session, 5);
                try (var second = other.run(kind.create("two", Map.of("feed", "local")))) {
                    await().atMost(LONG).until(() -> other.position().containsKey("newest local"));

                    assertThat(other.posts).isEmpty();
                }
            }
        }
    }

    @Test
    void shouldKeepToWhatIsPublicAndMayBeIndexed() throws Exception {
        String noindex = InstanceStandIn.update(InstanceStandIn.id(1)).replace("\"noindex\":false", "\"noindex\":true");
        String unlisted = InstanceStandIn.update(InstanceStandIn.id(2)).replace("\"public\"", "\"unlisted\"");
        try (InstanceStandIn server =
                        new InstanceStandIn(InstanceStandIn.sends(noindex, unlisted, InstanceStandIn.updates(3, 4)));
                var run = run(server)) {
            awaitPosts(session, 1);

            assertThat(session.postIds()).containsExactly(InstanceStandIn.uri(InstanceStandIn.id(3)));
        }
    }

    @Test
    void shouldRefuseBadEventsAndDropHalfALine() throws Exception {
        String half = InstanceStandIn.update(InstanceStandIn.id(5));
        try (InstanceStandIn server = new InstanceStandIn(request -> {
                    HttpStandIn.stream(
                            request,
                            InstanceStandIn.event("update", "{content: error}"),
                            InstanceStandIn.event("update", "{\"content\": \"foo\"}"),
                            InstanceStandIn.event("conversation", "{}"),
                            InstanceStandIn.updates(1, 2),
                            half.substring(0, half.length() / 2));
                    HttpStandIn.drop(request);
                });
                var run = run(server)) {
            assertThat(endOf(run)).isInstanceOf(IOException.class);
            assertThat(session.postIds()).containsExactly(InstanceStandIn.uri(InstanceStandIn.id(1)));
            assertThat(session.refused).hasSize(2);
        }
    }

    @Test
    void shouldLeaveAStreamWithoutKeepAlive() throws Exception {
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends(":)\n"));
                var run = session.run(
                        kind(server, Map.of("pulso.mastodon.silence", "1s")).create("m", Map.of()))) {
            assertThat(endOf(run)).hasMessageContaining("nothing arrived for");
        }
    }

    @Test
    void shouldSayWhyItIsOfNoUse() throws Exception {
        try (InstanceStandIn refusing = new InstanceStandIn(InstanceStandIn.answers(401));
                InstanceStandIn forbidding = new InstanceStandIn(InstanceStandIn.answers(403));
                InstanceStandIn off = new InstanceStandIn(InstanceStandIn.sends());
                InstanceStandIn mute = new InstanceStandIn(InstanceStandIn.sends(
                        InstanceStandIn.event("delete", "1").repeat(200)))) {
            off.configuration = """
                    ,"timelines_access":{"live_feeds":{"local":"disabled","remote":"disabled"}}""";
            try (var run = run(refusing)) {
                assertThat(endOf(run))
                        .isInstanceOf(SourceFailedException.class)
                        .hasMessageContaining("does not accept the token");
            }
            try (var run = run(forbidding)) {
                assertThat(endOf(run)).isInstanceOf(SourceFailedException.class).hasMessageContaining("403");
            }
            try (var run = run(off)) {
                assertThat(endOf(run)).isInstanceOf(SourceFailedException.class).hasMessageContaining("switched off");
            }
            try (var run = run(mute)) {
                assertThat(endOf(run)).isInstanceOf(SourceFailedException.class).hasMessageContaining("deletions");
            }
        }
    }

    @Test
    void shouldComeBackLaterWhenToldSo() throws Exception {
        String reset = Instant.now().plusSeconds(240).toString();
        try (InstanceStandIn busy = new InstanceStandIn(
                        request -> {
                            request.response().putHeader("x-ratelimit-reset", reset);
                            HttpStandIn.json(request, 429, "{}");
                        },
                        InstanceStandIn.answers(429));
                InstanceStandIn broken = new InstanceStandIn(InstanceStandIn.answers(503))) {
            try (var run = run(busy)) {
                assertThat(endOf(run))
                        .isInstanceOfSatisfying(
                                SourceBrokenException.class,
                                limited -> assertThat(limited.atLeast())
                                        .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(240)));
            }
            try (var run = run(busy)) {
                assertThat(endOf(run)).isInstanceOfSatisfying(SourceBrokenException.class, limited -> {
                    assertThat(limited).hasMessageContaining("429");
                    assertThat(limited.atLeast()).isZero();
                    assertThat(limited.backoff().first()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
                });
            }
            try (var run = run(broken)) {
                assertThat(endOf(run)).isInstanceOf(IOException.class).hasMessageContaining("503");
            }
        }
    }

    @Test
    void shouldDropWhatIsDeliveredTwiceAndKeepWhatComesOutOfOrder() throws Exception {
        StringBuilder updates = new StringBuilder();
        for (int i : new int[] {3, 0, 4, 1, 3, 2, 0, 4, 5, 1}) {
            updates.append(InstanceStandIn.update(InstanceStandIn.id(i)));
        }
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends(updates.toString()));
                var run = run(server)) {
            awaitPosts(session, 6);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(session.position())
                            .containsEntry("newest public", Long.toString(InstanceStandIn.id(5))));

            assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(6);
        }
    }

    @Test
    void shouldAskForNoMoreWhileTheBrokerIsSlowAndLoseNothing() throws Exception {
        session.room.drainPermits();
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends(InstanceStandIn.updates(0, 300)));
                var run = session.run(
                        kind(server, Map.of("pulso.live.queue-capacity", "20")).create("m", Map.of()))) {
            await().atMost(LONG)
                    .until(() -> metrics.counter("pulso.sources.queue.full", "source", "m")
                                    .count()
                            > 0);
            session.room.release(1_000_000);
            awaitPosts(session, 300);

            assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(300);
        }
    }

    @Test
    void shouldOpenAStreamForEachTag() throws Exception {
        try (InstanceStandIn server = new InstanceStandIn(
                        InstanceStandIn.sends(InstanceStandIn.updates(0, 3)),
                        InstanceStandIn.sends(InstanceStandIn.updates(2, 6)));
                var run = session.run(kind(server, Map.of()).create("m", Map.of("tags", "cats,dogs")))) {
            awaitPosts(session, 6);

            assertThat(new HashSet<>(server.http.askedFor("GET /api/v1/streaming")))
                    .containsExactlyInAnyOrder(
                            "GET /api/v1/streaming/hashtag?tag=cats", "GET /api/v1/streaming/hashtag?tag=dogs");
            assertThat(session.postIds()).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldNotSendATokenToAnotherInstance() throws Exception {
        try (InstanceStandIn server = new InstanceStandIn(InstanceStandIn.sends())) {
            MastodonKind kind = kind(server, Map.of());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kind.create("m", Map.of("instance", "http://elsewhere.example")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> kind.create("m", Map.of("instance", "https://a.example/path")));
            assertThatIllegalArgumentException().isThrownBy(() -> kind.create("m", Map.of("feed", "home")));
            assertThatIllegalArgumentException().isThrownBy(() -> kind.create("m", Map.of("token", "x")));
            assertThat(List.of(kind.create("m", Map.of("instance", "other.example"))))
                    .hasSize(1);
        }
    }
}
