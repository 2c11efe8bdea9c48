package dev.pulso.dashboard.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.hashtag.HashtagWindow;
import dev.pulso.dashboard.live.LiveConfig;
import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.View;
import dev.pulso.dashboard.world.ResultsWorld;
import dev.pulso.dashboard.world.SseClient;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stream against a real broker, from outside. */
class StreamTest {
    private static final StreamConfig FAST =
            new StreamConfig(Duration.ofMillis(50), Duration.ofMillis(500), 3, Duration.ofSeconds(30), 4_096, 100);
    private static final LiveConfig TINY_RING =
            new LiveConfig(Duration.ofMinutes(70), Duration.ofHours(24), 100_000, 5, 1 << 20);

    private static final int CROWD = 60;
    /** Hashtags of a snapshot of some 3 MB. */
    private static final int LARGE = 6_000;

    private static ResultsWorld world;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        world = new ResultsWorld();
        for (int ago = 10; ago > 0; ago--) {
            world.posts(ResultsWorld.minute(ago), "before", "mastodon", "en", ago);
        }
        world.flush();
    }

    @AfterAll
    static void stopBroker() {
        world.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void shouldSendASnapshotFirstThenChangesAndHeartbeats() {
        Replica replica = replica(LiveConfig.DEFAULT);
        SseClient client = opened(SseClient.open(replica.url(), "hashtags,pipeline"));
        await().until(() -> client.types().contains("snapshot"));

        world.posts(ResultsWorld.minute(0), "fresh", "x", "en", 5);

        await().untilAsserted(() -> assertThat(client.posts()).isEqualTo(truth()));
        await().until(() -> client.types().contains("heartbeat"));
        assertThat(client.types()).first().isEqualTo("snapshot");
        assertThat(client.types()).contains("change").doesNotContain("gap");
        assertThat(client.events()).allSatisfy(event -> assertThat(event.id()).startsWith("hashtags~"));
        assertThat(client.header("content-type")).startsWith("text/event-stream");
    }

    @Test
    void shouldResumeOnAnotherReplicaAndAfterARestart() throws Exception {
        Replica first = new Replica(world.bootstrapServers(), LiveConfig.DEFAULT, FAST).start();
        SseClient before = SseClient.open(first.url(), "hashtags");
        await().untilAsserted(() -> assertThat(before.posts()).isEqualTo(truth()));
        first.close();
        world.posts(ResultsWorld.minute(1), "meanwhile", "bluesky", "es", 3);
        world.flush();

        Replica second = replica(LiveConfig.DEFAULT);
        SseClient after = opened(before.reopen(second.url(), "hashtags"));

        await().untilAsserted(() -> assertThat(after.posts()).isEqualTo(truth()));
        assertThat(after.types()).doesNotContain("snapshot", "gap");
        assertThat(after.events().get(0).data().get("items")).hasSize(1);
    }

    @Test
    void shouldAnnounceAGapWhenTooMuchWasMissed() {
        Replica replica = replica(TINY_RING);
        SseClient before = SseClient.open(replica.url(), "hashtags");
        await().until(() -> before.types().contains("snapshot"));
        before.close();
        for (int i = 0; i < 20; i++) {
            world.posts(ResultsWorld.minute(2), "many" + i, "x", "en", 1);
        }
        world.flush();
        await().untilAsserted(() -> {
            SseClient after = opened(before.reopen(replica.url(), "hashtags"));
            await().untilAsserted(() -> assertThat(after.types()).startsWith("gap", "snapshot"));
            assertThat(after.events().get(0).data().get("reason").asText()).isEqualTo("too-long-ago");
            await().untilAsserted(() -> assertThat(after.posts()).isEqualTo(truth()));
        });
    }

    @Test
    void shouldEndWithTheTruthHoweverOftenAClientIsCutOff() {
        Random random = new Random(42);
        List<Replica> replicas = new ArrayList<>(List.of(replica(LiveConfig.DEFAULT), replica(TINY_RING)));
        SseClient client = SseClient.open(replicas.get(0).url(), "hashtags");
        for (int round = 0; round < 25; round++) {
            for (int i = 0; i < random.nextInt(12); i++) {
                String tag = "t" + random.nextInt(6);
                world.posts(ResultsWorld.minute(random.nextInt(9)), tag, "x", "en", 1 + random.nextInt(3));
            }
            if (round % 6 == 5) {
                int dies = random.nextInt(2);
                replicas.get(dies).close();
                replicas.set(dies, replica(random.nextBoolean() ? LiveConfig.DEFAULT : TINY_RING));
            }
            client = client.reopen(replicas.get(random.nextInt(2)).url(), "hashtags");
        }
        world.flush();

        SseClient last = opened(client);
        await().untilAsserted(() -> assertThat(last.posts()).isEqualTo(truth()));
    }

    @Test
    void shouldGiveASlowClientTheLatestValueOfEachKeyAndDelayNobody() throws IOException {
        Replica replica = replica(LiveConfig.DEFAULT);
        SseClient quick = opened(SseClient.open(replica.url(), "hashtags"));
        try (SlowClient slow = SlowClient.open(replica.port())) {
            await().until(() -> replica.clients() == 2);

            String spread = "x".repeat(200);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (int i = 0; i < 400; i++) {
                    world.posts(ResultsWorld.minute(3), spread + i, "x", "en", 1);
                }
                world.flush();
                return replica.conflated() > 400;
            });

            await().untilAsserted(() -> assertThat(quick.posts()).isEqualTo(truth()));
            assertThat(quick.types()).doesNotContain("gap");

            SseClient late = opened(slow.take());
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(late.posts()).isEqualTo(truth()));
            assertThat(late.types()).startsWith("snapshot").contains("change").doesNotContain("gap");
        }
        await().until(() -> replica.clients() == 1);
    }

    @Test
    void shouldSayWhenTheTopicsAreReadAgain() {
        Replica replica = replica(LiveConfig.DEFAULT);
        SseClient client = opened(SseClient.open(replica.url(), "hashtags"));
        await().untilAsserted(() -> assertThat(client.posts()).isEqualTo(truth()));
        Position here = Position.parse(client.lastId()).orElseThrow();

        replica.readAgain(View.HASHTAGS, here.places().get(View.HASHTAGS));

        await().untilAsserted(() -> assertThat(client.types()).containsSubsequence("gap", "snapshot"));
        assertThat(client.events())
                .filteredOn(event -> event.type().equals("gap"))
                .map(event -> event.data().get("reason").asText())
                .containsExactly("read-again");
        world.posts(ResultsWorld.minute(2), "afterwards", "x", "en", 1);
        world.flush();
        await().untilAsserted(() -> assertThat(client.posts().keySet()).anyMatch(key -> key.contains("|afterwards|")));
    }

    @Test
    void shouldHoldNextToNothingForACrowdThatTakesNoneOfALargeSnapshot() throws IOException {
        for (int i = 0; i < LARGE; i++) {
            world.posts(ResultsWorld.minute(5), "z".repeat(200) + i, "x", "en", 1);
        }
        world.flush();
        StreamConfig roomy = new StreamConfig(
                Duration.ofMillis(50), Duration.ofMillis(500), CROWD + 1, Duration.ofSeconds(30), 65_536, 1_000);
        Replica replica = opened(new Replica(world.bootstrapServers(), LiveConfig.DEFAULT, roomy).start());
        long before = outsideTheHeap();
        for (int i = 0; i < CROWD; i++) {
            Socket deaf = opened(new Socket());
            deaf.setReceiveBufferSize(1_024);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), replica.port()));
            deaf.getOutputStream()
                    .write("GET /v1/stream?views=hashtags HTTP/1.1\r\nHost: x\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
        }
        await().until(() -> replica.clients() == CROWD);
        SseClient reading = opened(SseClient.open(replica.url(), "hashtags"));
        world.posts(ResultsWorld.minute(5), "news", "x", "en", 1);
        world.flush();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(reading.posts()).isEqualTo(truth()));
        // A copy of the snapshot each would be 180 MB and more.
        assertThat(outsideTheHeap() - before).isLessThan(40L << 20);
    }

    private static long outsideTheHeap() {
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        // Netty counts for itself what it takes past the JVM's count; -1 if it takes none.
        return direct + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    @Test
    void shouldLetGoOfAClientThatTakesNothing() throws IOException {
        StreamConfig impatient =
                new StreamConfig(Duration.ofMillis(20), Duration.ofMillis(100), 3, Duration.ofMillis(300), 4_096, 100);
        Replica replica = opened(new Replica(world.bootstrapServers(), LiveConfig.DEFAULT, impatient).start());
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(1_024);
            deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), replica.port()));
            deaf.getOutputStream()
                    .write("GET /v1/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> replica.clients() == 1);

            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (int i = 0; i < 400; i++) {
                    world.posts(ResultsWorld.minute(4), "y".repeat(200) + i, "x", "en", 1);
                }
                world.flush();
                return replica.clients() == 0;
            });
        }
    }

    @Test
    void shouldStartOverWithWhoeverBringsAnIdThatIsNone() {
        Replica replica = replica(LiveConfig.DEFAULT);
        for (String id :
                List.of("42", "hashtags~zz=1", "hashtags~1=1", "pipeline~1=0", "%00%0d%0a", "x".repeat(3_000))) {
            SseClient client = SseClient.open(replica.url(), "hashtags&lastEventId=" + id);
            await().untilAsserted(() -> assertThat(client.types()).startsWith("gap", "snapshot"));
            await().untilAsserted(() -> assertThat(client.posts()).isEqualTo(truth()));
            client.close();
            await().until(() -> replica.clients() == 0);
        }
    }

    @Test
    void shouldAnswerOtherMethodsWithoutOpeningAStream() throws Exception {
        Replica replica = replica(LiveConfig.DEFAULT);

        HttpResponse<String> head = ask(replica, "HEAD", "views=hashtags");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        assertThat(ask(replica, "HEAD", "views=nonsense").statusCode()).isEqualTo(400);
        HttpResponse<String> post = ask(replica, "POST", "");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(replica.clients()).isZero();
    }

    private static HttpResponse<String> ask(Replica replica, String method, String query) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(replica.url() + "/v1/stream?" + query))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void shouldRefuseWhatItCannotServe() {
        Replica replica = replica(LiveConfig.DEFAULT);
        for (int i = 0; i < 3; i++) {
            opened(SseClient.open(replica.url(), "pipeline"));
        }

        SseClient oneTooMany = opened(SseClient.open(replica.url(), "pipeline"));

        assertThat(oneTooMany.status()).isEqualTo(503);
        assertThat(oneTooMany.header("Retry-After")).isEqualTo("10");
        assertThat(oneTooMany.header("Content-Type")).isEqualTo("application/problem+json");
        for (String views : List.of("nonsense", "hashtags,", ",", "hashtags,nonsense", "HASHTAGS")) {
            assertThat(opened(SseClient.open(replica.url(), views)).status())
                    .as(views)
                    .isEqualTo(400);
        }
    }

    @Test
    void shouldSkipWhatItCannotRead() {
        Replica replica = replica(LiveConfig.DEFAULT);
        SseClient client = opened(SseClient.open(replica.url(), "hashtags"));
        world.raw("pulso.hashtags", "bad", "not json".getBytes(StandardCharsets.UTF_8));
        world.raw("pulso.hashtags", "empty", new byte[0]);
        world.posts(ResultsWorld.minute(0), "good", "x", "en", 1);

        await().untilAsserted(() -> assertThat(client.posts()).isEqualTo(truth()));
    }

    private Replica replica(LiveConfig live) {
        return opened(new Replica(world.bootstrapServers(), live, FAST).start());
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    private static Map<String, Long> truth() {
        return world.truth().stream().collect(Collectors.toMap(HashtagWindow::key, HashtagWindow::posts));
    }
}
