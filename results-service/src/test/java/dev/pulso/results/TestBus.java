package dev.pulso.results;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.RelatedDelta;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The other side of the topics: what the processor and the dashboard do. */
final class TestBus implements AutoCloseable {
    private final String bootstrap;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    TestBus(String bootstrap) {
        this.bootstrap = bootstrap;
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    void hashtags(List<CloudEvent<HashtagDelta>> deltas) {
        deltas.forEach(each -> send(topicOf("pulso.hashtag-deltas"), each.data().key(), MessageCodec.write(each)));
        producer.flush();
    }

    @SafeVarargs
    final void hashtags(CloudEvent<HashtagDelta>... deltas) {
        hashtags(List.of(deltas));
    }

    @SafeVarargs
    final void related(CloudEvent<RelatedDelta>... deltas) {
        for (CloudEvent<RelatedDelta> each : deltas) {
            send(topicOf("pulso.related-deltas"), each.data().key(), MessageCodec.write(each));
        }
        producer.flush();
    }

    @SafeVarargs
    final void activity(CloudEvent<ActivityDelta>... deltas) {
        for (CloudEvent<ActivityDelta> each : deltas) {
            send(topicOf("pulso.activity-deltas"), each.data().key(), MessageCodec.write(each));
        }
        producer.flush();
    }

    void send(String topic, String key, byte[] value) {
        try {
            producer.send(record(topic, key, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends many without waiting for each. */
    void sendFast(String topic, String key, byte[] value) {
        var unused = producer.send(record(topic, key, value));
    }

    /** With the header every message has: it makes SmallRye look for CloudEvents. */
    private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        record.headers().add("content-type", CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    void flush() {
        producer.flush();
    }

    /** All messages of a topic now. */
    <T> List<CloudEvent<T>> all(Topic<T> topic) {
        List<CloudEvent<T>> found = new ArrayList<>();
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    found.add(MessageCodec.read(topic, record.value()));
                }
            }
        } catch (dev.pulso.contracts.InvalidMessageException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    /** Commits as the processor does: everything that is in these topics now. */
    void processorReads(String... topics) {
        commit("pulso-spark-processor", List.of(topics), true);
    }

    /** Commits the beginning of these topics, as a processor with a new checkpoint. */
    void processorRestarts(String... topics) {
        commit("pulso-spark-processor", List.of(topics), false);
    }

    private void commit(String group, List<String> topics, boolean ends) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (String topic : topics) {
                consumer.partitionsFor(topic)
                        .forEach(each ->
                                offsets.put(new TopicPartition(topic, each.partition()), new OffsetAndMetadata(0)));
            }
            if (ends) {
                consumer.endOffsets(offsets.keySet())
                        .forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end)));
            }
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String topicOf(String name) {
        return name;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
