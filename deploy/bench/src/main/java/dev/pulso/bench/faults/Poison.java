package dev.pulso.bench.faults;

import dev.pulso.bench.oracle.SourceTopics;
import dev.pulso.bench.system.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records that no reader can count. Each must appear among the rejected ones, and none may stop the others. */
final class Poison {
    private static final int NESTING = 20_000;
    private static final int LARGE = 900_000;

    private Poison() {}

    static void send(Scene scene) {
        String brokers = scene.system().settings().bootstrapServers();
        List<byte[]> poison = records();
        try (SourceTopics topics = new SourceTopics(brokers);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Map<TopicPartition, Long> before = new HashMap<>(topics.ends("pulso.events.rejected"));
            scene.injected();
            for (String topic : List.of("pulso.posts", "pulso.events")) {
                for (byte[] bytes : poison) {
                    var ignored = producer.send(new ProducerRecord<>(topic, bytes));
                }
            }
            producer.flush();
            scene.healed();
            int expected = 2 * poison.size();
            AtomicInteger found = new AtomicInteger();
            boolean all = Patience.until(Duration.ofSeconds(60), () -> {
                before.putAll(topics.read(before, (topic, message) -> found.incrementAndGet()));
                return found.get() >= expected;
            });
            if (!all || found.get() != expected) {
                scene.broken("A5 " + expected + " poison records, " + found.get() + " rejections");
            } else {
                scene.remark(expected + " poison records, all of them on pulso.events.rejected");
            }
        }
    }

    private static List<byte[]> records() {
        return List.of(
                utf8("not JSON"),
                utf8("{\"specversion\":\"1.0\""),
                utf8("[]"),
                utf8("null"),
                utf8("{}"),
                utf8("{\"specversion\":\"1.0\",\"id\":7,\"source\":{},\"type\":[],\"time\":true,\"data\":\"x\"}"),
                utf8(
                        "{\"specversion\":\"1.0\",\"id\":\"a\\u0000b\",\"source\":\"/p\",\"type\":\"t\",\"time\":\"2026-01-01T00:00:00Z\","
                                + "\"data\":{\"op\":\"CREATE\",\"network\":\"n\\u0000\",\"postId\":\"1\",\"createdAt\":\"2026-01-01T00:00:00Z\","
                                + "\"observedAt\":\"2026-01-01T00:00:00Z\"}}"),
                utf8(
                        "{\"specversion\":\"1.0\",\"id\":\"\\ud800\",\"source\":\"/p\",\"type\":\"t\",\"time\":\"2026-01-01T00:00:00Z\","
                                + "\"data\":{\"op\":\"CREATE\",\"network\":\"n\",\"postId\":\"\\udfff\",\"createdAt\":\"2026-01-01T00:00:00Z\","
                                + "\"observedAt\":\"2026-01-01T00:00:00Z\"}}"),
                utf8(
                        "{\"specversion\":\"1.0\",\"id\":\"t\",\"source\":\"/p\",\"type\":\"t\",\"time\":\"yesterday\",\"data\":{}}"),
                utf8("{\"a\":".repeat(NESTING) + "1" + "}".repeat(NESTING)),
                utf8("\"" + "x".repeat(LARGE) + "\""),
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2},
                new byte[0]);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
