package dev.pulso.ingest;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.ingest.feed.ReadOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A client of the service under test, and a look into topics. */
public record Door(URI base, HttpClient http) {
    public static final String STRUCTURED = "application/cloudevents+json";
    public static final String LINES = "application/x-ndjson";

    /** An answer with its body read as JSON, if it has one. */
    public record Reply(int status, JsonNode json, HttpResponse<byte[]> raw) {
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    /** Waits until the service is ready. */
    public static Door open(URI base) {
        Door door = new Door(base, HttpClient.newHttpClient());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> door.get("q/health/ready").status() == 200);
        return door;
    }

    public Reply get(String path) {
        return send("GET", path, null, new byte[0]);
    }

    public String raw(String path) {
        return new String(get(path).raw().body(), StandardCharsets.UTF_8);
    }

    public Reply post(String path, String type, String body, String... headers) {
        return send("POST", path, type, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Reply put(String path, String body) {
        return send("PUT", path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    public Reply send(String method, String path, String type, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/" + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean json = answer.headers()
                    .firstValue("content-type")
                    .filter(value -> value.contains("json"))
                    .isPresent();
            return new Reply(
                    answer.statusCode(),
                    json
                            ? MessageCodec.mapper().readTree(answer.body())
                            : MessageCodec.mapper().missingNode(),
                    answer);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Everything in a topic now. */
    public static List<ConsumerRecord<byte[], byte[]>> records(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                ReadOnly.consumer(Map.of("bootstrap.servers", bootstrapServers))) {
            List<TopicPartition> partitions = ReadOnly.partitions(consumer, topic, Duration.ofSeconds(30));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** The record an accepted event became. */
    public static ConsumerRecord<byte[], byte[]> record(String bootstrapServers, String topic, JsonNode result) {
        return records(bootstrapServers, topic).stream()
                .filter(one -> one.partition() == result.get("partition").asInt()
                        && one.offset() == result.get("offset").asLong())
                .findFirst()
                .orElseThrow();
    }

    public static String event(String id, String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/s\",\"type\":\"" + type + "\",\"data\":"
                + data + "}";
    }
}
