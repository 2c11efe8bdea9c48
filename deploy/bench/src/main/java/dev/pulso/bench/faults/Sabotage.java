package dev.pulso.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulso.bench.load.Disorder;
import dev.pulso.bench.load.Outcome;
import dev.pulso.bench.load.ShopEvents;
import dev.pulso.bench.oracle.SourceTopics;
import dev.pulso.bench.system.Patience;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Negative controls: the system is made to lose and to double, each in a way of its own, and the account must find it. An
 * account that finds nothing here proves nothing elsewhere.
 */
final class Sabotage {
    private static final String DELTAS = "pulso.hashtag-deltas";
    private static final String FALSIFY = """
            update %1$s set posts = %2$s
            where (tableoid, ctid) = (select tableoid, ctid from %1$s where network = ? and posts > 1 limit 1)
            """;

    private Sabotage() {}

    static List<Fault> all() {
        return List.of(
                new Fault(
                        "N1",
                        "an event is called accepted and never sent (as with acks=0)",
                        Stage.PLAIN,
                        Sabotage::promise),
                new Fault(
                        "N2",
                        "a delta is applied twice (as with a commit before the write)",
                        Stage.PLAIN,
                        Sabotage::again),
                new Fault(
                        "N3",
                        "a count in the database loses one",
                        Stage.PLAIN,
                        scene -> falsify(scene, "hashtag_window", "posts - 1")),
                new Fault(
                        "N4",
                        "an event is on the topic twice under two ids (as with deduplication off)",
                        Stage.PLAIN,
                        Sabotage::ghost),
                new Fault(
                        "N5",
                        "a pair of hashtags in the database is counted once more",
                        Stage.PLAIN,
                        scene -> falsify(scene, "related_window", "posts + 1")));
    }

    private static void promise(Scene scene) {
        scene.injected();
        scene.events().book().sending("never-sent");
        scene.events().book().note("never-sent", Outcome.OK);
        scene.healed();
    }

    /** The delta of the oldest window: nothing else is still to come for it. */
    private static void again(Scene scene) {
        scene.hold(Duration.ofSeconds(5));
        String brokers = scene.system().settings().bootstrapServers();
        scene.events().finish(Duration.ofSeconds(30));
        scene.posts().finish(Duration.ofSeconds(30));
        Patience.require("everything is counted", Scene.BACK, scene.system()::isCaughtUp);
        scene.injected();
        PriorityQueue<JsonNode> deltas = new PriorityQueue<>(
                Comparator.comparing(delta -> delta.at("/data/windowStart").asText()));
        try (SourceTopics topics = new SourceTopics(brokers)) {
            Map<TopicPartition, Long> from = new HashMap<>(topics.ends(DELTAS));
            from.replaceAll((partition, end) -> Math.max(0, end - 2_000));
            topics.read(from, (topic, delta) -> {
                if (delta.at("/data/network").asText().equals(scene.mark())
                        && delta.at("/data/posts").asLong() > 0) {
                    deltas.add(delta);
                }
            });
        }
        ObjectNode delta = (ObjectNode) deltas.element();
        ObjectNode data = (ObjectNode) delta.path("data");
        data.put("batch", data.path("batch").asLong() + 1_000);
        String key = String.join(
                "|",
                data.path("windowStart").asText(),
                data.path("tag").asText(),
                data.path("network").asText(),
                data.path("lang").asText());
        send(brokers, DELTAS, key, delta.toString());
        scene.healed();
    }

    private static void falsify(Scene scene, String table, String posts) throws SQLException {
        scene.hold(Duration.ofSeconds(5));
        scene.injected();
        try (Connection connection = scene.system().database();
                PreparedStatement statement = connection.prepareStatement(FALSIFY.formatted(table, posts))) {
            statement.setString(1, scene.mark());
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("there was no count to falsify");
            }
        }
        scene.healed();
    }

    private static void ghost(Scene scene) {
        scene.injected();
        send(
                scene.system().settings().bootstrapServers(),
                "pulso.events",
                "customer-1",
                new ShopEvents(scene.mark(), Disorder.USUAL).next().json().replace("\"id\":\"", "\"id\":\"again-"));
        scene.healed();
    }

    private static void send(String brokers, String topic, String key, String message) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var ignored = producer.send(new ProducerRecord<>(
                    topic, key.getBytes(StandardCharsets.UTF_8), message.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
