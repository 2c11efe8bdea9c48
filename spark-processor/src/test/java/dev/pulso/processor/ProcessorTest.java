package dev.pulso.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.processor.recompute.RecomputeCommand;
import dev.pulso.processor.recompute.ResultsStandIn;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process against a real broker: good and bad records in, messages, reports and health out. */
class ProcessorTest {
    private static final String MINUTE = "2025-01-02T03:04:00Z";
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void shouldCountWhatIsGoodAndNameWhatIsNot(@TempDir Path dataDir) throws Exception {
        int port = freePort();
        try (Broker broker = new Broker();
                ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, port)) {
            sendAll(broker);
            await().atMost(Duration.ofSeconds(90)).until(broker::caughtUp);

            Totals totals = broker.totals();
            assertThat(totals.posts)
                    .isEqualTo(Map.of(
                            MINUTE + "|kafka|n|en", 2L,
                            MINUTE + "|spark|n|en", 1L,
                            MINUTE + "|kafka|spark|n|en", 1L,
                            MINUTE + "|gone|n|en", 0L));
            assertThat(totals.reposts).containsEntry(MINUTE + "|kafka|n|en", 1L);
            assertThat(totals.events).isEqualTo(Map.of(MINUTE + "|order|/shop", 2L));
            assertThat(totals.values.get(MINUTE + "|order|/shop")).isEqualByComparingTo(new BigDecimal("12.5"));
            assertRejections(broker);
            assertReport(broker);
            assertThat(broker.committedBy()).allMatch(query -> query.matches("counts@\\d{13}"));
            assertHeaders(broker);
            assertHttp(port);
            assertRecomputed(totals, dataDir);
            assertTrend(broker);
            assertThat(processor.stop()).isIn(0, 143);
        }
    }

    private static void sendAll(Broker broker) throws InterruptedException {
        broker.send("pulso.posts", "n:1", post("CREATE", "1", "spark\"},{\"tag\":\"kafka", ""));
        broker.send("pulso.posts", "n:1", post("CREATE", "1", "other", ""));
        broker.send("pulso.posts", "n:2", post("CREATE", "2", "gone", ""));
        broker.send("pulso.posts", "n:2", post("DELETE", "2", "gone", ""));
        broker.send("pulso.posts", "n:3", post("CREATE", "3", "kafka", "\"repostOf\":\"1\","));
        broker.send("pulso.posts", "n:4", "not json".getBytes(UTF_8));
        broker.send("pulso.events", "a", event("a", "10"));
        broker.send("pulso.events", "a", event("a", "10"));
        broker.send("pulso.events", "b", event("b", "2.5"));
        broker.send("pulso.events", "c", "[".repeat(50_000).getBytes(UTF_8));
        broker.send("pulso.events", "d", ("{\"id\":\"" + "x".repeat(900_000)).getBytes(UTF_8));
        var unused = broker.producer.send(new ProducerRecord<>("pulso.events", "e".getBytes(UTF_8), null));
        broker.producer.flush();
    }

    private static void assertRejections(Broker broker) throws Exception {
        for (ConsumerRecord<byte[], byte[]> each : broker.read(Topics.REJECTED.name())) {
            Rejection rejection =
                    MessageCodec.read(Topics.REJECTED, each.value()).data();
            assertThat(rejection.origin()).matches("pulso\\.(posts|events)-\\d-\\d+");
        }
        assertThat(broker.read(Topics.REJECTED.name())).hasSize(4);
    }

    private static void assertReport(Broker broker) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var reports = broker.read(Topics.PIPELINE.name());
            PipelineReport last = MessageCodec.read(
                            Topics.PIPELINE, reports.get(reports.size() - 1).value())
                    .data();
            assertThat(last.component()).isEqualTo("spark-processor/counts");
            assertThat(last.status()).isEqualTo(PipelineReport.Status.UP);
            assertThat(last.metrics()).containsEntry("rejected", 4.0).containsEntry("lagRecords", 0.0);
            assertThat(last.metrics()).containsKeys("rowsPerSecond", "batchMillis", "stateRows", "generation");
        });
    }

    /** The archive, counted once more, against the deltas; then with a wrong answer. */
    private static void assertRecomputed(Totals totals, Path dataDir) throws Exception {
        try (LocalSpark spark = new LocalSpark();
                ResultsStandIn results = new ResultsStandIn()) {
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> spark.archive(dataDir).all().count() == 8);
            totals.posts.forEach((key, count) -> {
                String[] parts = key.split("\\|");
                if (parts.length == 5) {
                    results.pair(parts[1], parts[2], count);
                } else {
                    results.posts(key, count);
                }
            });
            totals.reposts.forEach(results::reposts);
            totals.events.forEach((key, count) -> results.events(key, count, totals.values.get(key)));
            assertThat(recompute(dataDir, results).path("equal").asBoolean()).isTrue();
            results.posts(MINUTE + "|kafka|n|en", 7);
            JsonNode difference =
                    recompute(dataDir, results).path("differences").path(0);
            assertThat(difference.path("start").asText()).isEqualTo(MINUTE);
            assertThat(difference.path("recomputed").asLong()).isEqualTo(2);
            assertThat(difference.path("served").asLong()).isEqualTo(7);
            results.posts(MINUTE + "|kafka|n|en", 2);
            results.pair("kafka", "spark", 2);
            assertThat(recompute(dataDir, results).path("differences").findValuesAsText("name"))
                    .containsExactlyInAnyOrder("kafka|spark", "spark|kafka");
        }
    }

    private static JsonNode recompute(Path dataDir, ResultsStandIn results) throws IOException {
        Path out = dataDir.resolve("report.json");
        RecomputeCommand.run(
                "--related",
                "--day",
                MINUTE.substring(0, 10),
                "--archive",
                dataDir.resolve("archive").toString(),
                "--results",
                results.url(),
                "--out",
                out.toString());
        return MessageCodec.mapper().readTree(out.toFile());
    }

    /** Half an hour of background and then a crowd. */
    private static void assertTrend(Broker broker) {
        for (int minute = 0; minute <= 30; minute++) {
            int crowd = minute == 30 ? 40 : 1;
            for (int author = 0; author < crowd; author++) {
                String id = "trend-" + minute + "-" + author;
                String at = "2025-01-02T10:%02d:00Z".formatted(minute);
                String json = new String(post("CREATE", id, crowd > 1 ? "burst" : "steady", ""), UTF_8)
                        .replace(MINUTE, at)
                        .replace("k:1", "k:" + author);
                broker.send("pulso.posts", "n:" + id, json.getBytes(UTF_8));
            }
        }
        broker.producer.flush();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Map<String, Trend> trends = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> each : broker.read(Topics.TRENDS.name())) {
                Trend trend = MessageCodec.read(Topics.TRENDS, each.value()).data();
                assertThat(new String(each.key(), UTF_8)).isEqualTo(trend.recordKey());
                trends.put(trend.recordKey(), trend);
            }
            assertThat(trends).containsOnlyKeys("burst", "burst|n|", "burst||en");
            assertThat(trends.get("burst").state()).isEqualTo(Trend.State.RISING);
            assertThat(trends.get("burst").observed()).isBetween(38.0, 42.0);
        });
    }

    private static void assertHeaders(Broker broker) {
        assertThat(broker.read(Topics.HASHTAG_DELTAS.name()))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(
                                each.headers().lastHeader("content-type").value())
                        .asString(UTF_8)
                        .isEqualTo("application/cloudevents+json"));
    }

    private void assertHttp(int port) throws Exception {
        assertThat(get(port, "/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(get(port, "/q/health").body()).contains("\"counts query\"", "\"Kafka\"");
        assertThat(get(port, "/q/metrics").body()).contains("pulso_processor_rejected_total 4.0");
        assertThat(get(port, "/q/openapi").body()).contains("openapi: 3.1.0");
        assertThat(get(port, "/nothing").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] post(String op, String id, String tag, String fields) {
        return """
                {"specversion":"1.0","id":"%s","source":"/test","type":"pulso.post.v1","time":"%s",
                 "data":{"op":"%s","network":"n","postId":"%s","authorKey":"k:1","lang":"en",%s
                 "hashtags":[{"tag":"%s"}],"createdAt":"%s","observedAt":"2026-11-23T09:00:00Z"}}
                """.formatted(id, MINUTE, op, id, fields, tag, MINUTE).getBytes(UTF_8);
    }

    private static byte[] event(String id, String value) {
        return """
                {"specversion":"1.0","id":"%s","source":"/shop","type":"order","time":"%s","subject":"c",
                 "pulsovalue":"/amount","data":{"amount":%s}}
                """.formatted(id, MINUTE, value).getBytes(UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
