package dev.pulso.extractor.x;

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
import dev.pulso.extractor.source.BudgetExhaustedException;
import dev.pulso.extractor.source.SourceBrokenException;
import dev.pulso.extractor.source.SourceFailedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XSourceTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<String, String> CATS = Map.of("tags", "cats");

    @TempDir
    Path directory;

    private final RecordingSession session = new RecordingSession(Map.of());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private XKind kind(XStandIn server, Map<String, String> config) {
        LiveConfig live = Configs.of(
                LiveConfig.class, Map.of("pulso.live.save-every", "1ms", "pulso.live.directory", directory.toString()));
        Map<String, String> all =
                new HashMap<>(Map.of("pulso.x.address", server.address().toString(), "pulso.x.token", "the token"));
        all.putAll(config);
        all.values().removeIf(String::isEmpty);
        return new XKind(
                new AuthorKeys("t", "a secret of the tests".getBytes(StandardCharsets.UTF_8)),
                Configs.of(FormatConfig.class, Map.of()),
                live,
                Configs.of(XConfig.class, all),
                new Connections(live, metrics),
                reader -> {});
    }

    private RecordingSession.Run run(XStandIn server) {
        return session.run(kind(server, Map.of()).create("s", CATS));
    }

    private static Throwable endOf(RecordingSession.Run run) throws Exception {
        return run.end().get(60, TimeUnit.SECONDS);
    }

    private void awaitPosts(int count) {
        await().atMost(LONG).untilAsserted(() -> assertThat(session.posts).hasSizeGreaterThanOrEqualTo(count));
    }

    @Test
    void shouldFollowTheStreamOverKeepAlivesProblemsAndBadLines() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sends(
                        XStandIn.lines(0, 2),
                        "\r\n\r\n",
                        "{\"errors\":[{\"title\":\"operational-disconnect\",\"disconnect_type\":\"UpstreamOperationalDisconnect\"}]}\r\n",
                        "{\"data\":{\"id\":\"1\r\n",
                        "{\"data\":{\"id\":\"99\"}}\r\n",
                        "{\"data\":" + XStandIn.post(XStandIn.id(2))
                                + ",\"errors\":[{\"title\":\"Not Found Error\"}]}\r\n",
                        XStandIn.lines(2, 4)));
                var run = run(server)) {
            awaitPosts(4);

            assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(4);
            assertThat(session.refused).hasSize(2);
            assertThat(session.posts.get(0).hashtags()).extracting("tag").containsExactly("cats");
            assertThat(server.http.asked)
                    .allMatch(asked -> asked.authorization().equals("Bearer the token"));
            assertThat(server.http.askedFor(XStandIn.STREAM).get(0))
                    .contains("note_tweet")
                    .doesNotContain("expansions");
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(session.position()).containsEntry("since", Long.toString(XStandIn.id(3))));
        }
    }

    @Test
    void shouldKeepWhatXSaysBesideThePost() throws Exception {
        String line = XStandIn.line(XStandIn.id(1), "501")
                .replace(
                        ",\"matching_rules\"",
                        ",\"includes\":{\"users\":[{\"id\":\"7\",\"public_metrics\":{\"followers_count\":12,"
                                + "\"following_count\":3,\"tweet_count\":4}}]},\"matching_rules\"");
        try (XStandIn server = new XStandIn(XStandIn.sends(line));
                var run = session.run(kind(server, Map.of()).create("s", Map.of("tags", "cats", "authors", "true")))) {
            awaitPosts(1);

            assertThat(session.posts.get(0).ingest().rules()).containsExactly("t");
            assertThat(session.posts.get(0).author()).isEqualTo(new Post.Author(12L, 3L, 4L));
            assertThat(server.http.askedFor(XStandIn.STREAM).get(0)).contains("expansions=author_id");
        }
    }

    @Test
    void shouldReadRealStreamLines() throws Exception {
        Optional<Path> file = SharedData.find("raw-samples/x-api-v2/twarc-csv/edited_after.jsonl");
        String real = file.isPresent() ? Files.readString(file.get()).strip() + "\r\n" : XStandIn.lines(0, 1);
        try (XStandIn server = new XStandIn(XStandIn.sends(real));
                var run = run(server)) {
            awaitPosts(1);

            assertThat(session.refused).isEmpty();
        }
    }

    @Test
    void shouldTellAnEditAsAnUpdateOfTheSamePost() throws Exception {
        long first = XStandIn.id(0);
        long second = XStandIn.id(60);
        String edit = XStandIn.line(second, "501")
                .replace("\"edit_history_tweet_ids\":[\"", "\"edit_history_tweet_ids\":[\"" + first + "\",\"");
        try (XStandIn server = new XStandIn(XStandIn.sends(XStandIn.line(first, "501"), edit, edit));
                var run = run(server)) {
            awaitPosts(2);
            await().atMost(LONG)
                    .until(() -> Long.toString(second).equals(session.position().get("since")));

            assertThat(session.posts).extracting(Post::op).containsExactly(Post.Op.CREATE, Post.Op.UPDATE);
            assertThat(session.postIds()).containsOnly(Long.toString(first));
        }
    }

    @Test
    void shouldDropWhatIsDeliveredTwiceAndKeepWhatComesOutOfOrder() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i : new int[] {3, 0, 4, 1, 3, 2, 0, 4, 5, 1}) {
            lines.add(XStandIn.line(XStandIn.id(i), "501"));
        }
        try (XStandIn server = new XStandIn(XStandIn.sends(lines.toArray(String[]::new)), XStandIn.sends())) {
            XKind kind = kind(server, Map.of());
            try (var run = session.run(kind.create("s", CATS))) {
                awaitPosts(6);
                await().atMost(LONG)
                        .untilAsserted(() ->
                                assertThat(session.position()).containsEntry("since", Long.toString(XStandIn.id(5))));
            }
            assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(6);
        }
    }

    @Test
    void shouldAskForNoMoreWhileTheBrokerIsSlowAndLoseNothing() throws Exception {
        session.room.drainPermits();
        try (XStandIn server = new XStandIn(XStandIn.sends(XStandIn.lines(0, 400)));
                var run = run(server)) {
            await().atMost(LONG)
                    .until(() -> metrics.counter("pulso.sources.queue.full", "source", "s")
                                    .count()
                            > 0);
            session.room.release(1_000_000);
            awaitPosts(400);

            assertThat(session.postIds()).doesNotHaveDuplicates().hasSize(400);
        }
    }

    @Test
    void shouldTakeThePostsOfARuleThatAnotherHasAlready() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sends(XStandIn.lines(0, 2)))) {
            String theirs = server.addRule("#cats", "someone else");
            try (var run = run(server)) {
                awaitPosts(2);

                assertThat(server.rules).containsOnlyKeys(theirs);
                assertThat(session.states).containsExactly("STREAMING");
            }
        }
    }

    @Test
    void shouldKeepItsRulesInStepAndTouchNoOthers() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sends(XStandIn.lines(0, 0)))) {
            String foreign = server.addRule("dogs", "someone else");
            String old = server.addRule("#birds", "pulso:s:#birds");
            String other = server.addRule("#fish", "pulso:s2:#fish");
            XKind kind = kind(server, Map.of());
            Map<String, String> settings = Map.of("tags", "cats", "terms", "big cats", "rules", "[\"from:a, or b\"]");
            try (var run = session.run(kind.create("s", settings))) {
                await().atMost(LONG).until(() -> session.states.contains("STREAMING"));
            }

            assertThat(server.rules)
                    .containsKeys(foreign, other)
                    .doesNotContainKey(old)
                    .hasSize(5);
            assertThat(server.rules.values())
                    .extracting(rule -> rule.path("value").asText())
                    .contains("#cats", "\"big cats\"", "from:a, or b");
            assertThat(server.http.askedFor("POST /2/tweets/search/stream/rules"))
                    .first()
                    .asString()
                    .endsWith("?dry_run=true");
            kind.forget("s", settings);
            assertThat(server.rules.keySet()).containsExactlyInAnyOrder(foreign, other);
        }
    }

    @Test
    void shouldChangeNothingWhenXDoesNotTakeARule() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sends());
                var run = session.run(kind(server, Map.of()).create("s", Map.of("rules", "cats,((")))) {
            assertThat(endOf(run))
                    .isInstanceOf(SourceFailedException.class)
                    .hasMessageContaining("((: no viable alternative");
            assertThat(server.rules).isEmpty();
        }
    }

    @Test
    void shouldLeaveOutWhatOnlyRulesOfOthersMatch() throws Exception {
        try (XStandIn server = new XStandIn(
                        XStandIn.sends(XStandIn.line(XStandIn.id(1), "77"), XStandIn.line(XStandIn.id(2), "501")));
                var run = run(server)) {
            awaitPosts(1);

            assertThat(session.postIds()).containsExactly(Long.toString(XStandIn.id(2)));
        }
    }

    @Test
    void shouldFillWhatItMissedFromRecentSearch() throws Exception {
        try (XStandIn server =
                new XStandIn(XStandIn.sendsAndEnds(XStandIn.lines(0, 5)), XStandIn.sends(XStandIn.lines(30, 35)))) {
            IntStream.range(0, 32).forEach(i -> server.posts.add(XStandIn.id(i)));
            server.pageSize = 10;
            XKind kind = kind(server, Map.of("pulso.x.rewind", "2s"));
            try (var first = session.run(kind.create("s", CATS))) {
                assertThat(endOf(first))
                        .isInstanceOf(SourceBrokenException.class)
                        .hasMessageContaining("ended");
            }
            try (var second = session.run(kind.create("s", CATS))) {
                await().atMost(LONG).until(() -> new HashSet<>(session.postIds()).size() == 35);

                assertThat(session.posts.get(5).ingest().mode()).isEqualTo(Post.Ingest.Mode.BACKFILL);
                assertThat(session.gaps).isEmpty();
                List<String> searches = server.http.askedFor(XStandIn.SEARCH);
                assertThat(searches).hasSize(3).allMatch(line -> line.contains("since_id=" + XStandIn.id(2)));
                assertThat(searches.get(1)).contains("next_token=10");
            }
        }
    }

    @Test
    void shouldReadWhatWasStillOnItsWayWhenTheStreamBroke() throws Exception {
        String late = XStandIn.line(XStandIn.id(3), "501");
        try (XStandIn server = new XStandIn(
                XStandIn.sendsAndEnds(XStandIn.lines(0, 5).replace(late, "")), XStandIn.sends(XStandIn.lines(5, 7)))) {
            IntStream.range(0, 5).forEach(i -> server.posts.add(XStandIn.id(i)));
            XKind kind = kind(server, Map.of());
            try (var first = session.run(kind.create("s", CATS))) {
                assertThat(endOf(first)).isInstanceOf(SourceBrokenException.class);
            }
            try (var second = session.run(kind.create("s", CATS))) {
                await().atMost(LONG).until(() -> new HashSet<>(session.postIds()).size() == 7);

                assertThat(session.postIds()).contains(Long.toString(XStandIn.id(3)));
            }
        }
    }

    @Test
    void shouldTellGapsThatSearchCannotFill() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sends(XStandIn.lines(0, 1)))) {
            server.searchStatus = 400;
            RecordingSession old = new RecordingSession(Map.of("since", "1067094924124872705"));
            try (var run = old.run(kind(server, Map.of()).create("s", CATS))) {
                await().atMost(LONG).until(() -> old.posts.size() == 1);

                assertThat(old.gaps)
                        .extracting("reason")
                        .hasSize(2)
                        .first()
                        .asString()
                        .contains("7 days");
                assertThat(server.http.askedFor(XStandIn.SEARCH).get(0)).contains("start_time=");
            }
        }
    }

    @Test
    void shouldPollRecentSearchInstead() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sends())) {
            server.posts.add(XStandIn.id(1));
            try (var run = session.run(kind(server, Map.of())
                    .create("s", Map.of("terms", "cats", "mode", "search", "everySeconds", "1")))) {
                awaitPosts(1);
                server.posts.add(XStandIn.id(2));
                awaitPosts(2);

                assertThat(session.states).contains("STREAMING");
                assertThat(server.rules).isEmpty();
                assertThat(server.http.askedFor(XStandIn.STREAM)).isEmpty();
                assertThat(server.http.askedFor(XStandIn.SEARCH).get(0)).contains("start_time=");
                assertThat(server.http.askedFor(XStandIn.SEARCH).get(1)).contains("since_id=" + XStandIn.id(1));
            }
        }
    }

    @Test
    void shouldStopAtItsBudgetAndNotReadWhatItMissedMeanwhile() throws Exception {
        Map<String, String> budget = Map.of("pulso.x.posts-per-day", "10");
        try (XStandIn server = new XStandIn(XStandIn.sends(XStandIn.lines(0, 10)), XStandIn.sends())) {
            try (var run = session.run(kind(server, budget).create("s", CATS))) {
                assertThat(endOf(run)).isInstanceOf(BudgetExhaustedException.class);
            }
            assertThat(session.posts).hasSize(10);
            assertThat(session.position()).containsKey("exhausted");
            int asked = server.http.asked.size();
            try (var run = session.run(kind(server, budget).create("s", CATS))) {
                assertThat(endOf(run)).isInstanceOf(BudgetExhaustedException.class);
            }
            assertThat(server.http.asked).as("it does not even ask").hasSize(asked);

            server.posts.add(XStandIn.id(11));
            try (var run = session.run(kind(server, Map.of()).create("s", CATS))) {
                await().atMost(LONG).until(() -> session.states.contains("STREAMING") && !session.gaps.isEmpty());
                assertThat(session.gaps)
                        .singleElement()
                        .satisfies(gap -> assertThat(gap.reason()).contains("budget"));
                assertThat(server.http.askedFor(XStandIn.SEARCH)).isEmpty();
            }
        }
    }

    @Test
    void shouldFailForWhatNobodyButAPersonCanMend() throws Exception {
        try (XStandIn unauthorized = new XStandIn(XStandIn.answers(401, "{}"));
                XStandIn forbidden = new XStandIn(XStandIn.answers(403, "{}"));
                XStandIn any = new XStandIn(XStandIn.sends())) {
            try (var run = run(unauthorized)) {
                assertThat(endOf(run)).isInstanceOf(SourceFailedException.class).hasMessageContaining("401");
            }
            try (var run = run(forbidden)) {
                assertThat(endOf(run)).isInstanceOf(SourceFailedException.class).hasMessageContaining("403");
            }
            try (var run = session.run(kind(any, Map.of("pulso.x.token", "")).create("s", CATS))) {
                assertThat(endOf(run))
                        .isInstanceOf(SourceFailedException.class)
                        .hasMessageContaining("PULSO_X_TOKEN_FILE");
            }
        }
    }

    @Test
    void shouldTellFailuresApart() throws Exception {
        String reset = Long.toString(Instant.now().plusSeconds(90).getEpochSecond());
        try (XStandIn limited = new XStandIn(XStandIn.answers(429, "{}", "x-rate-limit-reset", reset));
                XStandIn calm = new XStandIn(XStandIn.answers(420, "{}"));
                XStandIn taken = new XStandIn(XStandIn.answers(429, "{\"connection_issue\":\"TooManyConnections\"}"));
                XStandIn broken = new XStandIn(XStandIn.answers(503, "{}"));
                XStandIn mute = new XStandIn(XStandIn.sends())) {
            try (var run = run(limited)) {
                assertThat(endOf(run)).isInstanceOf(SourceBrokenException.class).hasMessageContaining("limits");
            }
            try (var run = run(calm)) {
                assertThat(endOf(run)).isInstanceOf(SourceBrokenException.class).hasMessageContaining("420");
            }
            try (var run =
                    session.run(kind(taken, Map.of("pulso.x.free-slot", "true")).create("s", CATS))) {
                assertThat(endOf(run)).isInstanceOf(SourceBrokenException.class).hasMessageContaining("slot");
                assertThat(taken.http.askedFor("DELETE /2/connections/filtered_stream"))
                        .hasSize(1);
            }
            try (var run = run(broken)) {
                assertThat(endOf(run)).isInstanceOf(SourceBrokenException.class).hasMessageContaining("503");
            }
            try (var run =
                    session.run(kind(mute, Map.of("pulso.x.silence", "1s")).create("s", CATS))) {
                assertThat(endOf(run)).isInstanceOf(IOException.class).hasMessageContaining("nothing arrived");
            }
        }
    }

    @Test
    void shouldDropHalfALineAndReadThatPostFromSearch() throws Exception {
        String half = XStandIn.line(XStandIn.id(1), "501");
        try (XStandIn server = new XStandIn(
                request -> {
                    HttpStandIn.stream(request, XStandIn.lines(0, 1), half.substring(0, 40));
                    HttpStandIn.drop(request);
                },
                XStandIn.sends())) {
            server.posts.add(XStandIn.id(1));
            XKind kind = kind(server, Map.of());
            try (var run = session.run(kind.create("s", CATS))) {
                assertThat(endOf(run)).isInstanceOf(SourceBrokenException.class);
            }
            try (var run = session.run(kind.create("s", CATS))) {
                awaitPosts(2);

                assertThat(session.refused).isEmpty();
                assertThat(session.postIds())
                        .containsExactly(Long.toString(XStandIn.id(0)), Long.toString(XStandIn.id(1)));
            }
        }
    }

    @Test
    void shouldMakeATokenOfKeyAndSecret() throws Exception {
        Map<String, String> key =
                Map.of("pulso.x.token", "", "pulso.x.consumer-key", "k", "pulso.x.consumer-secret", "s");
        try (XStandIn server = new XStandIn(XStandIn.sends(XStandIn.lines(0, 1)));
                var run = session.run(kind(server, key).create("s", CATS))) {
            awaitPosts(1);

            assertThat(server.http.asked)
                    .filteredOn(asked -> asked.line().startsWith(XStandIn.STREAM))
                    .allMatch(asked -> asked.authorization().equals("Bearer made%2Fof+key%3D"));
        }
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sends())) {
            XKind kind = kind(server, Map.of());
            for (Map<String, String> settings : List.of(
                    Map.<String, String>of(),
                    Map.of("tags", "a", "token", "x"),
                    Map.of("tags", "a", "mode", "dream"),
                    Map.of("rules", "x".repeat(1025)),
                    Map.of("tags", "a", "postsPerDay", "1001"))) {
                assertThatIllegalArgumentException().isThrownBy(() -> kind.create("s", settings));
            }
        }
    }
}
