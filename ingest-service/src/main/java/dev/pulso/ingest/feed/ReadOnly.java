package dev.pulso.ingest.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Consumers that belong to no group, commit nothing and create nothing. */
public final class ReadOnly {
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    private ReadOnly() {}

    /** @param broker how to reach it: addresses and, where it asks, credentials */
    public static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.putAll(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200,
                // The default of 50 MiB is a fifth of the memory this service is run with.
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES));
        return new KafkaConsumer<>(settings);
    }

    /** @return empty if there is no such topic */
    public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic, Duration atMost) {
        // Null where an older broker knows no such topic.
        @Nullable List<PartitionInfo> found = consumer.partitionsFor(topic, atMost);
        return found == null
                ? List.of()
                : found.stream()
                        .map(one -> new TopicPartition(topic, one.partition()))
                        .toList();
    }
}
