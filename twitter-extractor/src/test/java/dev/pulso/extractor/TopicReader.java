package dev.pulso.extractor;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that stands on a topic now. */
public final class TopicReader {
    private TopicReader() {}

    public static <T> List<CloudEvent<T>> all(String bootstrap, Topic<T> topic, Predicate<CloudEvent<T>> wanted) {
        List<CloudEvent<T>> events = new ArrayList<>();
        read(bootstrap, topic, message -> {
            if (message.value() != null) {
                try {
                    CloudEvent<T> event = MessageCodec.read(topic, message.value());
                    if (wanted.test(event)) {
                        events.add(event);
                    }
                } catch (InvalidMessageException e) {
                    throw new AssertionError("not a message of " + topic.name(), e);
                }
            }
        });
        return events;
    }

    /** Hands on message by message: a topic of tests can be larger than their heap. */
    public static void read(String bootstrap, Topic<?> topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(each);
            }
        }
    }
}
