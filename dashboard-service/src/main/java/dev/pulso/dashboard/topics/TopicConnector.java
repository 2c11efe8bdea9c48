package dev.pulso.dashboard.topics;

import dev.pulso.dashboard.live.LiveConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Opens connections to the broker.
 *
 * @param broker how to reach it, as Kafka's clients take it
 * @param topicCheck how often new or re-created topics are looked for
 * @param live how far back a view is read
 */
public record TopicConnector(Map<String, Object> broker, Duration topicCheck, LiveConfig live) {
    private static final int TIMEOUT_MILLIS = 5_000;

    TopicConnection open() {
        Map<String, Object> common = new HashMap<>(broker);
        common.putAll(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "pulso-dashboard",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                2_000));
        Map<String, Object> reading = new HashMap<>(common);
        reading.putAll(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                200,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000));
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Admin admin = Admin.create(common);
        try {
            return new TopicConnection(admin, new KafkaConsumer<>(reading, bytes, bytes), live);
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }
}
