package dev.pulso.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.ingest.Broker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Broker.class)
class FrontDoorTest {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    @TestHTTPResource
    URI base;

    KafkaBroker broker;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void awaitReady() {
        await().atMost(Duration.ofSeconds(30)).until(() -> get("q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldAcceptAGoldenExampleUnchanged() throws Exception {
        byte[] golden = getClass()
                .getResourceAsStream("/dev/pulso/contracts/examples/event.json")
                .readAllBytes();

        HttpResponse<String> answer = post("v1/events", STRUCTURED, golden);

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode result = json(answer).at("/results/0");
        assertThat(result.get("status").asText()).isEqualTo("accepted");
        ConsumerRecord<byte[], byte[]> record = records(Topics.EVENTS_NAME).stream()
                .filter(one -> one.partition() == result.get("partition").asInt()
                        && one.offset() == result.get("offset").asLong())
                .findFirst()
                .orElseThrow();
        assertThat(record.value()).isEqualTo(golden);
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("customer-7");
        assertThat(new String(record.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
                .isEqualTo(STRUCTURED);
    }

    @Test
    void shouldRefuseOnlyTheBadEventOfABatch() throws Exception {
        String bad = "bad-" + UUID.randomUUID();
        String body = "[" + event("a") + "," + event(bad).replace("\"type\":\"t\",", "") + "," + event("b") + "]";

        HttpResponse<String> answer = post("v1/events", BATCH, bytes(body));

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(json(answer).get("accepted").asInt()).isEqualTo(2);
        assertThat(json(answer).at("/results/1/error/code").asText()).isEqualTo("missing-attribute");
        assertThat(json(answer).at("/results/1/error/pointer").asText()).isEqualTo("/type");
        List<ConsumerRecord<byte[], byte[]>> dead = records(Topics.REJECTED.name()).stream()
                .filter(record -> record.key() != null && new String(record.key(), StandardCharsets.UTF_8).equals(bad))
                .toList();
        assertThat(dead).hasSize(1);
        assertThat(MessageCodec.read(Topics.REJECTED, dead.get(0).value())
                        .data()
                        .code())
                .isEqualTo("missing-attribute");
        HttpResponse<String> errors = post("v1/events?results=errors", BATCH, bytes(body));
        assertThat(json(errors).get("results")).hasSize(1);
    }

    @Test
    void shouldSayWhatIsWrongWithARequest() throws Exception {
        assertThat(post("v1/events", STRUCTURED, bytes("{oops")).statusCode()).isEqualTo(400);
        assertThat(post("v1/events", BATCH, bytes("[" + event("x") + ",{oops")).statusCode())
                .isEqualTo(400);
        assertThat(post("v1/events", STRUCTURED, new byte[0]).statusCode()).isEqualTo(400);
        assertThat(post("v1/events", STRUCTURED, bytes("{}")).statusCode()).isEqualTo(422);
        assertThat(post("v1/events", "application/xml", bytes("<a/>")).statusCode())
                .isEqualTo(415);
        assertThat(post("v1/events", "%%%", bytes("<a/>")).statusCode()).isBetween(400, 415);
        assertThat(post("v1/events", STRUCTURED, new byte[1_000_001]).statusCode())
                .isEqualTo(413);
        assertThat(post("v1/events", "text/csv", bytes("a\n1\n")).statusCode()).isEqualTo(400);
        HttpResponse<String> nowhere = post("v1/nowhere", STRUCTURED, bytes("{}"));
        assertThat(nowhere.statusCode()).isEqualTo(404);
        HttpResponse<String> problem = post("v1/events", STRUCTURED, bytes("{oops"));
        assertThat(problem.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(json(problem).get("code").asText()).isEqualTo("malformed-body");
    }

    @Test
    void shouldTellItsMetrics() throws Exception {
        post("v1/events", STRUCTURED, bytes(event("metric")));
        post("v1/events", STRUCTURED, bytes("{}"));
        post("v1/events", "application/xml", bytes("<a/>"));

        assertThat(get("q/metrics").body())
                .contains(
                        "pulso_ingest_accepted_total ",
                        "pulso_ingest_rejected_total{code=\"missing-attribute\"",
                        "pulso_ingest_refused_total{code=\"unsupported-media-type\"",
                        "pulso_ingest_retry_total ",
                        "pulso_ingest_bytes_total ",
                        "pulso_ingest_in_flight_bytes ",
                        "http_server_active_requests",
                        "kafka_producer_buffer_available_bytes")
                .containsPattern("http_server_requests_seconds_bucket\\{[^}]*uri=\"/v1/events\",le=\"0.05\"");
    }

    @Test
    void shouldTakeGzipAndLinesAndBinaryMode() throws Exception {
        HttpRequest zipped = to("v1/events", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(event("1") + "\n" + event("2"))))
                .build();
        assertThat(json(send(zipped)).get("accepted").asInt()).isEqualTo(2);
        HttpRequest broken = to("v1/events", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("no gzip"))
                .build();
        assertThat(send(broken).statusCode()).isEqualTo(400);
        HttpRequest binary = to("v1/events", "application/json")
                .headers("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t")
                .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1.0}"))
                .build();
        assertThat(send(binary).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldDoNothingInADryRun() throws Exception {
        long before = records(Topics.EVENTS_NAME).size();
        HttpResponse<String> answer = post("v1/events/validate", BATCH, bytes("[" + event("v") + ",{}]"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("rejected").asInt()).isEqualTo(1);
        assertThat(records(Topics.EVENTS_NAME)).hasSize((int) before);
    }

    @Test
    void shouldSayQuicklyThatTheBrokerIsAwayAndRecover() throws Exception {
        broker.kill();
        try {
            long start = System.nanoTime();
            HttpResponse<String> answer = post("v1/events", STRUCTURED, bytes(event("away")));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(json(answer).at("/results/0/status").asText()).isEqualTo("retry");
            // The answer may come from the producer before the next look at the broker turns readiness red.
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> get("q/health/ready").statusCode() == 503);
            assertThat(get("q/health/live").statusCode()).isEqualTo(200);
        } finally {
            broker.restart();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> post("v1/events", STRUCTURED, bytes(event("back"))).statusCode() == 202);
    }

    @Test
    void shouldTakeRowsOfARealFile() throws Exception {
        Path file = Path.of(System.getProperty("pulso.shared.data"), "customers", "uci_online_retail.csv.gz");
        StringBuilder csv = new StringBuilder("InvoiceNo,StockCode,InvoiceDate,CustomerID\n");
        int rows = 20_000;
        if (Files.exists(file)) {
            csv.setLength(0);
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                lines.lines().limit(rows + 1L).forEach(line -> csv.append(line).append('\n'));
            }
        } else {
            System.out.println("no shared data: generated rows instead");
            for (int i = 0; i < rows; i++) {
                csv.append("1,").append(i).append(",2010-12-01 08:26:00,\n");
            }
        }
        HttpRequest request = to(
                        "v1/events?type=shop.order-line&source=/uci/retail&subject=CustomerID&time=InvoiceDate"
                                + "&timeFormat=yyyy-MM-dd%20HH:mm:ss&zone=Europe/London",
                        "text/csv")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(csv.toString())))
                .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).get("accepted").asInt()).isEqualTo(rows);
        assertThat(json(answer).get("results")).hasSize(rows);
    }

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/s\",\"type\":\"t\",\"data\":{}}";
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private HttpResponse<String> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return send(to(path, type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve("/" + path)).build());
    }

    private HttpRequest.Builder to(String path, String type) {
        return HttpRequest.newBuilder(base.resolve("/" + path)).header("Content-Type", type);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return MessageCodec.mapper().readTree(answer.body());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes(text));
        }
        return zipped.toByteArray();
    }
}
