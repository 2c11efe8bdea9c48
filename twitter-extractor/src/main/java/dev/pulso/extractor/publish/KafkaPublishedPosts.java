package dev.pulso.extractor.publish;

import dev.pulso.contracts.Topics;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the topic from its start. Of the values it looks only at whether they are deletions. */
@Singleton
final class KafkaPublishedPosts implements PublishedPosts {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Inside a text the quotes would be escaped: these bytes are the operation or nothing. */
    private static final String DELETION = "\"op\":\"DELETE\"";

    private final Map<String, Object> kafka;

    KafkaPublishedPosts(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    @Override
    public void read(Reader reader) throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        Deserializer<Boolean> deletion = (topic, value) -> isDeletion(value);
        try (KafkaConsumer<String, Boolean> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), deletion)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.POSTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(POLL).forEach(message -> {
                    if (message.key() != null) {
                        reader.post(message.key(), !Boolean.FALSE.equals(message.value()));
                    }
                });
            }
        } catch (InterruptException e) {
            throw new InterruptedException();
        } catch (KafkaException e) {
            throw new BrokerAwayException(e);
        }
    }

    private static boolean isDeletion(byte @Nullable [] value) {
        return value == null || new String(value, StandardCharsets.ISO_8859_1).contains(DELETION);
    }
}
