package dev.pulso.extractor.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.Configs;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.format.FormatConfig;
import dev.pulso.extractor.live.Connections;
import dev.pulso.extractor.live.LiveConfig;
import dev.pulso.extractor.live.RecordingSession;
import dev.pulso.extractor.publish.BrokerAwayException;
import dev.pulso.extractor.publish.PublishedPosts;
import dev.pulso.extractor.source.BudgetExhaustedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of posts that were deleted at X. */
class ComplianceCheckTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<String, String> CATS = Map.of("tags", "cats");

    @TempDir
    Path directory;

    private final RecordingSession session = new RecordingSession(Map.of());
    private volatile PublishedPosts published = on("x:100", "x:101", "x:102", "bluesky:at://did:plc:a/b/c");

    private static PublishedPosts on(String... keys) {
        return reader -> List.of(keys).forEach(key -> reader.post(key, false));
    }

    private XKind kind(XStandIn server, Map<String, String> config) {
        LiveConfig live = Configs.of(
                LiveConfig.class, Map.of("pulso.live.save-every", "1ms", "pulso.live.directory", directory.toString()));
        Map<String, String> all = new HashMap<>(Map.of(
                "pulso.x.address", server.address().toString(),
                "pulso.x.token", "the token",
                "pulso.x.compliance-poll", "50ms",
                "pulso.x.limit-first", "50ms"));
        all.putAll(config);
        return new XKind(
                new AuthorKeys("t", "a secret of the tests".getBytes(StandardCharsets.UTF_8)),
                Configs.of(FormatConfig.class, Map.of()),
                live,
                Configs.of(XConfig.class, all),
                new Connections(live, new SimpleMeterRegistry()),
                reader -> published.read(reader));
    }

    private RecordingSession.Run run(XStandIn server, Map<String, String> config) {
        return session.run(kind(server, config).create("s", CATS));
    }

    private void awaitChecked() {
        await().atMost(LONG).until(() -> session.position().containsKey("deletionsChecked"));
    }

    private List<String> deleted() {
        return session.posts.stream()
                .filter(post -> post.op() == Post.Op.DELETE && post.network().equals("x"))
                .map(Post::postId)
                .toList();
    }

    private static int asked(XStandIn server, String what) {
        return server.http.askedFor(what).size();
    }

    @Test
    void shouldDeleteWhatIsGoneAtX() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake(XStandIn.lines(0, 1)))) {
            server.compliance.gone.putAll(Map.of("100", "deleted", "101", "scrub_geo", "102", "suspended"));
            try (var run = run(server, Map.of())) {
                awaitChecked();

                assertThat(deleted()).containsExactly("100", "102");
                assertThat(server.compliance.uploaded).containsExactly(List.of("100", "101", "102"));
                assertThat(server.http.asked)
                        .filteredOn(asked -> asked.line().startsWith(ComplianceStandIn.CREATE))
                        .singleElement()
                        .satisfies(asked -> {
                            assertThat(asked.authorization()).isEqualTo("Bearer the token");
                            assertThat(asked.body()).contains("\"type\":\"tweets\"");
                        });
                assertThat(asked(server, ComplianceStandIn.LOOK)).isEqualTo(2);
                assertThat(session.position()).doesNotContainKey("deletionsJob");
                assertThat(session.states).containsExactly("STREAMING");
                assertThat(session.gaps).isEmpty();
            }
        }
    }

    @Test
    void shouldAskAboutAllInAsManyJobsAsItTakes() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake())) {
            server.compliance.gone.put("102", "deleted");
            try (var run = run(server, Map.of("pulso.x.compliance-most", "1"))) {
                awaitChecked();

                assertThat(server.compliance.uploaded).containsExactly(List.of("100"), List.of("101"), List.of("102"));
                assertThat(deleted()).containsExactly("102");
            }
        }
    }

    @Test
    void shouldGoOnWithItsJobAfterARestart() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake())) {
            server.compliance.gone.put("101", "deleted");
            server.compliance.statuses.clear();
            server.compliance.statuses.add("in_progress");
            try (var run = run(server, Map.of())) {
                await().atMost(LONG).until(() -> session.position().containsKey("deletionsJob"));
            }
            server.compliance.statuses.add("complete");
            try (var run = run(server, Map.of())) {
                awaitChecked();
            }
            try (var run = run(server, Map.of())) {
                await().atMost(LONG).until(() -> asked(server, XStandIn.STREAM) == 3);
            }

            assertThat(deleted()).containsExactly("101");
            assertThat(asked(server, ComplianceStandIn.CREATE))
                    .as("one job, and the next one tomorrow")
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldTellOnceAndStreamOnWhereItMayNotAsk() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake(XStandIn.lines(0, 1)))) {
            server.compliance.status = 403;
            try (var run = run(server, Map.of("pulso.x.compliance-every", "100ms"))) {
                await().atMost(LONG).until(() -> asked(server, ComplianceStandIn.CREATE) > 2);

                assertThat(session.gaps).singleElement().satisfies(gap -> {
                    assertThat(gap.source()).isEqualTo("s");
                    assertThat(gap.reason()).contains("deleted at X", "403");
                });
                assertThat(session.states).containsExactly("STREAMING");
                assertThat(run.end()).isNotDone();

                server.compliance.status = 200;
                awaitChecked();
            }
        }
    }

    @Test
    void shouldAskAgainAfterWhatMendsItselfAndTellOnlyIfItTakesTooLong() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake())) {
            server.compliance.status = 429;
            try (var run = run(server, Map.of())) {
                await().atMost(LONG).until(() -> asked(server, ComplianceStandIn.CREATE) > 1);
                CountDownLatch away = new CountDownLatch(1);
                published = reader -> {
                    away.countDown();
                    throw new BrokerAwayException(new IllegalStateException("away"));
                };
                assertThat(away.await(60, TimeUnit.SECONDS)).isTrue();
                published = on("x:7");
                server.compliance.status = 200;
                awaitChecked();

                assertThat(session.gaps).isEmpty();
            }
            RecordingSession old = new RecordingSession(Map.of("deletionsChecked", "2026-01-01T00:00:00Z"));
            server.compliance.status = 503;
            try (var run = old.run(kind(server, Map.of()).create("s", CATS))) {
                await().atMost(LONG).until(() -> !old.gaps.isEmpty());

                assertThat(old.gaps.get(0).from()).isEqualTo("2026-01-01T00:00:00Z");
            }
        }
    }

    @Test
    void shouldAskAnewWhenXLosesTheJob() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake())) {
            server.compliance.statuses.clear();
            server.compliance.statuses.addAll(List.of("failed", "expired", "complete"));
            try (var run = run(server, Map.of())) {
                awaitChecked();

                assertThat(asked(server, ComplianceStandIn.CREATE)).isEqualTo(3);
            }
        }
        session.savePosition(Map.of("deletionsJob", "77"));
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake())) {
            server.compliance.statuses.clear();
            server.compliance.statuses.add("in_progress");
            server.compliance.createdAt = Instant.now().minus(Duration.ofHours(25));
            try (var run = run(server, Map.of())) {
                await().atMost(LONG).until(() -> asked(server, ComplianceStandIn.CREATE) > 0);
            }
        }
    }

    @Test
    void shouldAskAnewWhenTheAnswerIsGoneAndWaitForAJobThatIsInTheWay() throws Exception {
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake())) {
            server.compliance.gone.put("101", "deleted");
            server.compliance.expiredDownloads.set(1);
            server.compliance.createStatus = 400;
            try (var run = run(server, Map.of())) {
                await().atMost(LONG).until(() -> asked(server, ComplianceStandIn.CREATE) > 1);
                server.compliance.createStatus = 200;
                awaitChecked();

                assertThat(deleted()).containsExactly("101");
                assertThat(server.compliance.uploaded).hasSize(2);
                assertThat(session.gaps).isEmpty();
            }
        }
    }

    @Test
    void shouldFollowDeletionsWhileTheBudgetIsUsedUp() throws Exception {
        Map<String, String> spent = Map.of("pulso.x.posts-per-day", "0");
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake())) {
            server.compliance.gone.put("102", "deleted");
            Instant tomorrow = Instant.now().plus(Duration.ofHours(26));
            await().atMost(LONG).until(() -> {
                try (var run = run(server, spent)) {
                    assertThat(run.end().get(60, TimeUnit.SECONDS))
                            .isInstanceOfSatisfying(
                                    BudgetExhaustedException.class,
                                    rest -> assertThat(rest.until()).isBefore(tomorrow));
                }
                return session.position().containsKey("deletionsChecked");
            });

            assertThat(deleted()).containsExactly("102");
            assertThat(asked(server, XStandIn.STREAM) + asked(server, XStandIn.SEARCH))
                    .as("nothing that costs posts")
                    .isZero();
        }
    }

    @Test
    void shouldLetOneSourceAskForAllAndNoneWhereItIsOff() throws Exception {
        RecordingSession second = new RecordingSession(Map.of());
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake())) {
            XKind kind = kind(server, Map.of());
            try (var one = session.run(kind.create("s", CATS));
                    var two = second.run(kind.create("t", CATS))) {
                await().atMost(LONG)
                        .until(() -> session.position().containsKey("deletionsChecked")
                                || second.position().containsKey("deletionsChecked"));
                await().atMost(LONG).until(() -> asked(server, XStandIn.STREAM) == 2);

                assertThat(asked(server, ComplianceStandIn.CREATE)).isEqualTo(1);
            }
        }
        try (XStandIn server = new XStandIn(XStandIn.sendsAndStaysAwake(XStandIn.lines(0, 1)));
                var run = run(server, Map.of("pulso.x.compliance", "false", "pulso.x.compliance-every", "1ms"))) {
            await().atMost(LONG).until(() -> !session.posts.isEmpty());

            assertThat(asked(server, ComplianceStandIn.CREATE)).isZero();
        }
    }
}
