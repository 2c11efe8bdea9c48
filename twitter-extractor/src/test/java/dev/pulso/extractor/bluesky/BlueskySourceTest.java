package dev.pulso.extractor.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.Configs;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.live.RecordingSession;
import dev.pulso.extractor.publish.PublishedPosts;
import dev.pulso.extractor.source.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.WebSocketFrame;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlueskySourceTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RecordingSession session = new RecordingSession(Map.of());
    private PublishedPosts published = reader -> {};

    private Source source(Map<String, String> settings, Map<String, String> config, URI... hosts) {
        LiveConfig live = Configs.of(
                LiveConfig.class,
                config.containsKey("pulso.live.queue-capacity")
                        ? Map.of("pulso.live.queue-capacity", config.get("pulso.live.queue-capacity"))
                        : Map.of("pulso.live.save-every", "1ms"));
        Map<String, String> own = new java.util.HashMap<>(Map.of(
                "pulso.bluesky.hosts",
                List.of(hosts).stream().map(URI::toString).collect(Collectors.joining(",")),
                "pulso.bluesky.purge-every",
                "1ms"));
        config.forEach((name, value) -> {
            if (name.startsWith("pulso.bluesky")) {
                own.put(name, value);
            }
        });
        return new BlueskyKind(
                        new AuthorKeys("t", "a secret of the tests".getBytes(StandardCharsets.UTF_8)),
                        Configs.of(FormatConfig.class, Map.of()),
                        live,
                        Configs.of(BlueskyConfig.class, own),
                        new Connections(live, metrics),
                        reader -> published.read(reader))
                .create("sky", settings);
    }

    private void awaitPosts(int count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(session.posts).hasSizeGreaterThanOrEqualTo(count));
    }

    @Test
    void shouldReadRealFramesOfBothWireVersionsAlike() throws Exception {
        List<String> v1 = Frames.real();
        List<String> v2 = IntStream.range(0, v1.size())
                .mapToObj(i -> Frames.v2(v1.get(i), 1000 + i))
                .toList();
        int posts = (int) v1.stream()
                .filter(frame -> frame.contains("\"collection\":\"app.bsky.feed.post\""))
                .count();
        RecordingSession second = new RecordingSession(Map.of());
        try (JetstreamStandIn one = new JetstreamStandIn(JetstreamStandIn.sends(v1));
                JetstreamStandIn two = new JetstreamStandIn(JetstreamStandIn.sends(v2));
                var first = session.run(source(Map.of(), Map.of(), one.v1()));
                var other = second.run(source(Map.of(), Map.of(), two.v2()))) {
            awaitPosts(posts);
            await().atMost(LONG).untilAsserted(() -> assertThat(second.posts).hasSize(posts));

            assertThat(second.postIds()).isEqualTo(session.postIds());
            assertThat(second.posts.stream().map(Post::hashtags).toList())
                    .isEqualTo(session.posts.stream().map(Post::hashtags).toList());
            assertThat(session.refused).isEmpty();
            assertThat(one.asked.get(0))
                    .contains("wantedCollections=app.bsky.feed.post")
                    .doesNotContain("cursor");
            assertThat(two.asked.get(0)).contains("collections=app.bsky.feed.post", "kinds=account");
        }
    }

    @Test
    void shouldGoOnAfterADroppedConnectionWithEachPostOnce() throws Exception {
        JetstreamStandIn.Script resumed = (socket, cursor) -> IntStream.range(0, 40)
                .filter(i -> Frames.micros(i) >= cursor.orElseThrow())
                .forEach(i -> socket.writeTextMessage(Frames.v1(i, "#news")));
        try (JetstreamStandIn server =
                        new JetstreamStandIn(JetstreamStandIn.sendsAndCloses(Frames.made(0, 20)), resumed);
                var run = session.run(source(Map.of(), Map.of(), server.v1(), server.v1()))) {
            awaitPosts(40);

            assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(40);
            assertThat(JetstreamStandIn.cursorOf(server.asked.get(1))).contains(Frames.micros(19) - 10_000_000);
            assertThat(session.gaps).isEmpty();
            assertThat(session.states).anyMatch(state -> state.startsWith("CONNECTING 127.0.0.1"));
        }
    }

    @Test
    void shouldResumeByNumberOnTheSameHostAndByTimeOnAnother() throws Exception {
        List<String> frames = List.of(Frames.v2(Frames.v1(1, "#a"), 501), Frames.v2(Frames.v1(2, "#b"), 502));
        try (JetstreamStandIn one = new JetstreamStandIn(JetstreamStandIn.sendsAndCloses(frames));
                JetstreamStandIn two = new JetstreamStandIn(JetstreamStandIn.sends(List.of()))) {
            Map<String, String> position = new BlueskyPosition(
                            one.v2().toString(),
                            77L,
                            java.time.Instant.ofEpochSecond(1_790_000_000),
                            java.util.Set.of())
                    .stored();
            RecordingSession stored = new RecordingSession(position);
            try (var run = stored.run(source(Map.of(), Map.of(), two.v1(), one.v2()))) {
                await().atMost(LONG).until(() -> !two.asked.isEmpty());

                assertThat(JetstreamStandIn.cursorOf(one.asked.get(0))).contains(77L);
                assertThat(JetstreamStandIn.cursorOf(two.asked.get(0))).contains(Frames.micros(2) - 10_000_000);
                assertThat(stored.position()).containsEntry("seq", "502");
            }
        }
    }

    @Test
    void shouldDropWhatIsDeliveredTwiceAndKeepWhatComesOutOfOrder() throws Exception {
        List<String> frames = new ArrayList<>(Frames.made(0, 30));
        frames.addAll(Frames.made(0, 30));
        Collections.shuffle(frames, new Random(1));
        frames.add(Frames.v1(30, "#last"));
        try (JetstreamStandIn server = new JetstreamStandIn(JetstreamStandIn.sends(frames));
                var run = session.run(source(Map.of(), Map.of(), server.v1()))) {
            await().atMost(LONG).until(() -> session.postIds().contains(Frames.id(30)));

            assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(31);
        }
    }

    @Test
    void shouldLeaveASilentHostForTheNext() throws Exception {
        try (JetstreamStandIn silent = new JetstreamStandIn(JetstreamStandIn.sends(Frames.made(0, 3)));
                JetstreamStandIn other = new JetstreamStandIn(JetstreamStandIn.sends(Frames.made(3, 6)));
                var run =
                        session.run(source(Map.of(), Map.of("pulso.bluesky.silence", "1s"), silent.v1(), other.v1()))) {
            awaitPosts(6);

            assertThat(session.states).anyMatch(state -> state.contains("nothing arrived for"));
        }
    }

    @Test
    void shouldRefuseBadFramesAndGoOn() throws Exception {
        JetstreamStandIn.Script bad = (socket, cursor) -> {
            socket.writeTextMessage(Frames.v1(1, "#ok"));
            socket.writeTextMessage("{\"did\":\"did:plc:x\",\"time_us\":17");
            socket.writeTextMessage("[]");
            socket.writeBinaryMessage(io.vertx.core.buffer.Buffer.buffer(new byte[] {1, 2, 3}));
            socket.writeTextMessage(Frames.v1(2, "x".repeat(200_000)));
            socket.writeTextMessage(Frames.v1(3, "#ok"));
        };
        try (JetstreamStandIn server = new JetstreamStandIn(bad);
                var run = session.run(source(Map.of(), Map.of(), server.v1()))) {
            awaitPosts(3);

            assertThat(session.postIds()).containsExactly(Frames.id(1), Frames.id(2), Frames.id(3));
            assertThat(session.refused).hasSize(3);
        }
    }

    @Test
    void shouldDropHalfAFrameAndReadThatPostFromTheNextHost() throws Exception {
        String half = Frames.v1(1, "#half");
        JetstreamStandIn.Script cut = (socket, cursor) -> {
            socket.writeTextMessage(Frames.v1(0, "#whole"));
            socket.writeFrame(WebSocketFrame.textFrame(half.substring(0, 60), false))
                    .onComplete(done -> socket.close());
        };
        try (JetstreamStandIn server = new JetstreamStandIn(cut);
                JetstreamStandIn other = new JetstreamStandIn(JetstreamStandIn.sends(Frames.made(0, 3)));
                var run = session.run(source(Map.of(), Map.of(), server.v1(), other.v1()))) {
            awaitPosts(3);

            assertThat(session.refused).isEmpty();
            assertThat(session.postIds()).containsExactly(Frames.id(0), Frames.id(1), Frames.id(2));
        }
    }

    @Test
    void shouldTellAGapWhenTheCursorIsSilentlyMovedUp() throws Exception {
        RecordingSession old =
                new RecordingSession(Map.of("host", "ws://gone", "timeUs", Long.toString(Frames.micros(0))));
        try (JetstreamStandIn server = new JetstreamStandIn(JetstreamStandIn.sends(Frames.made(500, 510)));
                var run = old.run(source(Map.of(), Map.of(), server.v1()))) {
            await().atMost(LONG).until(() -> old.posts.size() == 10);

            assertThat(old.gaps).singleElement().satisfies(gap -> {
                assertThat(gap.source()).isEqualTo("sky");
                assertThat(gap.from()).isEqualTo("2026-09-21T14:13:20Z");
                assertThat(gap.to()).isEqualTo("2026-09-21T14:21:40Z");
            });
        }
    }

    @Test
    void shouldGoOnByTimeWhenTheNumberIsTooOld() throws Exception {
        try (JetstreamStandIn server = new JetstreamStandIn(
                JetstreamStandIn.refuses(400),
                JetstreamStandIn.sends(List.of(
                        "{\"$type\":\"message\",\"payload\":{\"$type\":\"x#info\",\"name\":\"OutdatedCursor\"}}",
                        Frames.v2(Frames.v1(900, "#later"), 90_000))))) {
            RecordingSession old = new RecordingSession(
                    Map.of("host", server.v2().toString(), "seq", "5", "timeUs", Long.toString(Frames.micros(0))));
            try (var run = old.run(source(Map.of(), Map.of(), server.v2()))) {
                await().atMost(LONG).until(() -> old.posts.size() == 1);

                assertThat(JetstreamStandIn.cursorOf(server.asked.get(0))).contains(5L);
                assertThat(JetstreamStandIn.cursorOf(server.asked.get(1))).contains(Frames.micros(-10));
                assertThat(old.gaps).hasSize(1);
            }
        }
    }

    @Test
    void shouldGiveUpWhenEveryHostRefuses() throws Exception {
        try (JetstreamStandIn one = new JetstreamStandIn(
                        JetstreamStandIn.refuses(503), JetstreamStandIn.refuses(401), JetstreamStandIn.refuses(403));
                JetstreamStandIn two = new JetstreamStandIn(JetstreamStandIn.refuses(429));
                var run = session.run(source(Map.of(), Map.of(), one.v1(), one.v2(), one.v1(), two.v2()))) {
            assertThat(run.end().get(60, java.util.concurrent.TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("429");
            assertThat(session.states).hasSize(4);
            assertThat(String.join(" ", session.states)).contains("503", "401", "403", "429");
        }
    }

    @Test
    void shouldLeaveAHostThatSaysItIsDone() throws Exception {
        List<String> frames =
                List.of(Frames.v1(1, "#a"), "{\"$type\":\"error\",\"error\":\"ConsumerTooSlow\",\"message\":\"bye\"}");
        try (JetstreamStandIn server = new JetstreamStandIn(
                        JetstreamStandIn.sends(frames), JetstreamStandIn.sends(Frames.made(2, 3)));
                var run = session.run(source(Map.of(), Map.of(), server.v2(), server.v2()))) {
            awaitPosts(2);

            assertThat(session.states).anyMatch(state -> state.contains("ConsumerTooSlow"));
        }
    }

    @Test
    void shouldAskForNoMoreWhileTheBrokerIsSlowAndLoseNothing() throws Exception {
        session.room.drainPermits();
        try (JetstreamStandIn server = new JetstreamStandIn(JetstreamStandIn.sends(Frames.made(0, 300)));
                var run = session.run(source(Map.of(), Map.of("pulso.live.queue-capacity", "20"), server.v1()))) {
            await().atMost(LONG)
                    .until(() -> metrics.counter("pulso.sources.queue.full", "source", "sky")
                                    .count()
                            > 0);
            session.room.release(1_000_000);
            awaitPosts(300);

            assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(300);
        }
    }

    @Test
    void shouldDeleteThePostsOfADeletedAccount() throws Exception {
        published = reader -> List.of("bluesky:" + Frames.id(1), "bluesky:" + Frames.id(2), "x:1")
                .forEach(key -> reader.post(key, false));
        List<String> frames =
                List.of(Frames.v1(1, "#a"), Frames.v1(2, "#b"), Frames.v1Deleted("did:plc:a1", 3), Frames.v1(4, "#c"));
        try (JetstreamStandIn server = new JetstreamStandIn(JetstreamStandIn.sends(frames));
                var run = session.run(source(Map.of(), Map.of(), server.v1()))) {
            awaitPosts(4);

            assertThat(session.posts.stream()
                            .filter(post -> post.op() == Post.Op.DELETE)
                            .map(Post::postId))
                    .containsExactly(Frames.id(1));
            await().atMost(LONG).until(() -> !session.position().containsKey("purge"));
        }
    }

    @Test
    void shouldLookForThePostsOfADeletedAccountAgainAfterACrash() throws Exception {
        published = reader -> reader.post("bluesky:" + Frames.id(1), false);
        RecordingSession after = new RecordingSession(Map.of("purge", "did:plc:a1"));
        try (JetstreamStandIn server = new JetstreamStandIn(JetstreamStandIn.sends(Frames.made(5, 6)));
                var run = after.run(source(Map.of(), Map.of(), server.v1()))) {
            await().atMost(LONG).until(() -> after.postIds().contains(Frames.id(1)));
        }
    }

    @Test
    void shouldSendOnlyWhatIsTrackedAndDeleteWhatNoLongerIs() throws Exception {
        List<String> frames = List.of(
                Frames.v1(1, "#News about x"),
                Frames.v1(2, "nothing").replace("\"tag\":\"news\"", "\"tag\":\"other\""),
                Frames.v1(3, "the Word here").replace("\"tag\":\"news\"", "\"tag\":\"other\""),
                Frames.v1(1, "update", "no more").replace("\"tag\":\"news\"", "\"tag\":\"other\""),
                Frames.v1(4, "#News"));
        try (JetstreamStandIn server = new JetstreamStandIn(JetstreamStandIn.sends(frames));
                var run = session.run(source(Map.of("tags", "#NEWS, x", "terms", "word"), Map.of(), server.v1()))) {
            awaitPosts(4);

            assertThat(session.postIds()).containsExactly(Frames.id(1), Frames.id(3), Frames.id(1), Frames.id(4));
            assertThat(session.posts.get(0).ingest().rules()).containsExactly("#news");
            assertThat(session.posts.get(0).hashtags()).containsExactly(new Hashtag("news", "News"));
            assertThat(session.posts.get(1).ingest().rules()).containsExactly("word");
            assertThat(session.posts.get(2).op()).isEqualTo(Post.Op.DELETE);
        }
    }

    @Test
    void shouldCountEachPostOnceOverACrash() throws Exception {
        JetstreamStandIn.Script all = (socket, cursor) -> IntStream.range(0, 200)
                .filter(i -> Frames.micros(i) >= cursor.orElse(0L))
                .forEach(i -> socket.writeTextMessage(Frames.v1(i, "#news")));
        try (JetstreamStandIn server = new JetstreamStandIn(all)) {
            session.room.drainPermits();
            session.room.release(90);
            try (var run = session.run(source(Map.of(), Map.of(), server.v1()))) {
                awaitPosts(90);
            }
            RecordingSession after = new RecordingSession(session.position());
            try (var run = after.run(source(Map.of(), Map.of(), server.v1()))) {
                await().atMost(LONG).until(() -> after.postIds().contains(Frames.id(199)));
            }

            HashSet<String> both = new HashSet<>(session.postIds());
            both.addAll(after.postIds());
            assertThat(both).hasSize(200);
            assertThat(after.posts.size()).as("it did not start over").isLessThan(200);
        }
    }

    @Test
    void shouldRefuseSettingsItDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(Map.of("tag", "x"), Map.of(), URI.create("ws://127.0.0.1:1/subscribe")))
                .withMessageContaining("'tag'");
    }
}
