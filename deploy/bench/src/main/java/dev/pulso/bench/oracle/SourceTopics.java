package dev.pulso.bench.oracle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from a place to their ends of now, without a consumer group. */
public final class SourceTopics implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final JsonMapper JSON = JsonMapper.builder()
            // Amounts are added up exactly.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Consumer<byte[], byte[]> consumer;

    public SourceTopics(String bootstrapServers) {
        this(new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
    }

    SourceTopics(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Where the topics end now. */
    public Map<TopicPartition, Long> ends(String... topics) {
        return consumer.endOffsets(partitions(topics));
    }

    /**
     * Hands over every record from these places to the ends of now or somewhat later, in the order of each partition. Records
     * that are not JSON are left out: they are nobody's.
     *
     * @return the places behind the last records read
     */
    public Map<TopicPartition, Long> read(Map<TopicPartition, Long> from, BiConsumer<String, JsonNode> taker) {
        consumer.assign(from.keySet());
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(from.keySet()));
        from.forEach(consumer::seek);
        while (ends.entrySet().stream().anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                json(record.value()).ifPresent(message -> taker.accept(record.topic(), message));
            }
        }
        // Not the ends asked for: a poll may bring what has come since, which would be handed over again.
        ends.replaceAll((partition, end) -> consumer.position(partition));
        return ends;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<TopicPartition> partitions(String... topics) {
        return List.of(topics).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    private static Optional<JsonNode> json(byte[] bytes) {
        try {
            JsonNode message = bytes == null ? null : JSON.readTree(bytes);
            return Optional.ofNullable(message).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
