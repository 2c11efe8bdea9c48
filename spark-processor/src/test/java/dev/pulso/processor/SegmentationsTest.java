package dev.pulso.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process against a real broker: purchases in, a training run and its members out. */
class SegmentationsTest {
    private static final int CUSTOMERS = 240;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    @Test
    void shouldTrainWhatWasArchivedAndGoBack(@TempDir Path dataDir) throws Exception {
        port = freePort();
        try (Broker broker = new Broker();
                ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, port)) {
            int orders = send(broker);
            awaitArchived(dataDir, orders);

            assertThat(post("nobody/train").body()).contains("unknown-segmentation");
            assertThat(post("customers/rollback").statusCode()).isEqualTo(409);
            assertThat(post("customers/train").statusCode()).isEqualTo(202);
            Segmentation first = awaitRun(broker, 1);
            assertThat(first.verdict()).as(first.reasons().toString()).isEqualTo(Verdict.PROMOTED);
            assertThat(first.segments()).extracting(Segmentation.Segment::size).containsExactly(80L, 80L, 80L);
            assertThat(first.entities()).isEqualTo(CUSTOMERS);
            assertThat(first.records()).isEqualTo(orders);
            awaitMembers(broker, CUSTOMERS);

            assertThat(post("customers/train").statusCode()).isEqualTo(202);
            Segmentation second = awaitRun(broker, 2);
            assertThat(second.metrics()).containsEntry("churn", 0.0);
            assertThat(ids(second)).isEqualTo(ids(first));
            assertThat(post("customers/rollback?version=1").statusCode()).isEqualTo(202);
            Segmentation back = awaitRun(broker, 3);
            assertThat(back.reasons()).containsExactly("rolled back to version 1");
            assertThat(back.segments()).isEqualTo(first.segments());
            // Nobody moved, hence nobody is told of again.
            awaitMembers(broker, CUSTOMERS);

            assertThat(send("DELETE", "nobody/members/c5").statusCode()).isEqualTo(404);
            assertThat(send("DELETE", "customers/members/c%35").statusCode()).isEqualTo(202);
            await().atMost(PATIENCE)
                    .until(() -> broker.read(Topics.MEMBERS.name()).stream()
                            .anyMatch(each ->
                                    each.value() == null && new String(each.key(), UTF_8).equals("customers|c5")));
            assertThat(post("customers/train").statusCode()).isEqualTo(202);
            assertThat(awaitRun(broker, 4).entities()).isEqualTo(CUSTOMERS - 1);
            assertThat(processor.stop()).isIn(0, 143);
        }
    }

    private static void awaitArchived(Path dataDir, int records) {
        try (LocalSpark spark = new LocalSpark()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> spark.archive(dataDir).all().count() == records);
        }
    }

    private static Segmentation awaitRun(Broker broker, long version) {
        return await().atMost(PATIENCE).until(() -> run(broker, version), each -> each != null);
    }

    private static Segmentation run(Broker broker, long version) throws Exception {
        for (var each : broker.read(Topics.SEGMENTATIONS.name())) {
            Segmentation run =
                    MessageCodec.read(Topics.SEGMENTATIONS, each.value()).data();
            if (run.key().equals("customers|" + version)) {
                return run;
            }
        }
        return null;
    }

    private static void awaitMembers(Broker broker, int messages) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var records = broker.read(Topics.MEMBERS.name());
            assertThat(records).hasSize(messages);
            TreeMap<String, Integer> sizes = new TreeMap<>();
            for (var each : records) {
                Member member = MessageCodec.read(Topics.MEMBERS, each.value()).data();
                assertThat(new String(each.key(), UTF_8)).isEqualTo(member.key());
                assertThat(member.features()).containsOnlyKeys("recencyDays", "frequency", "monetary");
                assertThat(member.why()).isNotEmpty();
                sizes.merge(String.valueOf(member.segment()), 1, Integer::sum);
            }
            assertThat(sizes.values()).containsExactly(80, 80, 80);
        });
    }

    private static List<String> ids(Segmentation run) {
        return run.segments().stream().map(Segmentation.Segment::id).sorted().toList();
    }

    /** Three kinds: one or two small orders long ago, some middling ones, and many large ones lately. Returns the orders. */
    private static int send(Broker broker) {
        Random random = new Random(5);
        int[] orders = {1, 5, 20};
        int[] daysAgo = {300, 60, 8};
        double[] price = {2, 20, 200};
        int sent = 0;
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            int kind = customer % 3;
            int count = (int) Math.round(orders[kind] * about(random));
            double last = daysAgo[kind] * about(random);
            double each = price[kind] * about(random);
            for (int order = 0; order < count; order++) {
                Instant at = Instant.parse("2026-11-20T10:00:00Z").minusSeconds((long) (86_400 * (last + order)));
                String id = customer + "-" + order;
                broker.send("pulso.events", "c" + customer, """
                        {"specversion":"1.0","id":"%s","source":"/shop","type":"shop.order-line","subject":"c%d","time":"%s",
                         "data":{"InvoiceNo":"%s","Quantity":1,"UnitPrice":%.2f}}
                        """.formatted(id, customer, at, id, each)
                        .getBytes(UTF_8));
                sent++;
            }
        }
        broker.producer.flush();
        return sent;
    }

    /** Around 1, as likely twice as half. */
    private static double about(Random random) {
        return Math.exp(0.25 * random.nextGaussian());
    }

    private HttpResponse<String> post(String order) throws IOException, InterruptedException {
        return send("POST", order);
    }

    private HttpResponse<String> send(String method, String order) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/segmentations/" + order))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
