package dev.pulso.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with Pulso's topics, and the two things tests do with it. */
final class Broker implements AutoCloseable {
    final KafkaBroker kafka = KafkaBroker.start();
    final KafkaProducer<byte[], byte[]> producer;
    final Admin admin;
    final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

    Broker() {
        TopicProvisioner.createMissing(kafka.bootstrapServers());
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        5,
                        "max.request.size",
                        5_000_000,
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        waitUntilTopicsAreServed();
    }

    /** A producer that meets a partition too early gives up on it two minutes later: seen on a busy machine. */
    private void waitUntilTopicsAreServed() {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            Map<TopicPartition, OffsetSpec> wanted = partitionsOf(
                            admin.listTopics().names().get())
                    .stream()
                    .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
            return admin.listOffsets(wanted).all().get().size() > 10;
        });
    }

    String address() {
        return kafka.bootstrapServers();
    }

    void send(String topic, String key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value), (sent, failure) -> {
            if (failure != null) {
                failures.add(failure);
            }
        });
    }

    /** Whether everything on the input topics is counted, by the offsets of the processor's group. */
    boolean caughtUp() {
        try {
            var committed = admin.listConsumerGroupOffsets("pulso-spark-processor")
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> wanted = partitionsOf(Set.of("pulso.posts", "pulso.events")).stream()
                    .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
            return admin.listOffsets(wanted).all().get().entrySet().stream()
                    .allMatch(end -> committed.containsKey(end.getKey())
                            && committed.get(end.getKey()).offset()
                                    >= end.getValue().offset());
        } catch (Exception e) {
            return false;
        }
    }

    /** Number of records ever written to a topic. */
    long written(String topic) {
        try {
            Map<TopicPartition, OffsetSpec> wanted = partitionsOf(Set.of(topic)).stream()
                    .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
            return admin.listOffsets(wanted).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not tell its offsets", e);
        }
    }

    /** Metadata of the offsets of the processor's group. */
    List<String> committedBy() throws Exception {
        return admin
                .listConsumerGroupOffsets("pulso-spark-processor")
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .map(OffsetAndMetadata::metadata)
                .toList();
    }

    /** All records of a topic up to now. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.poll.records", 10_000);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    Totals totals() {
        Totals totals = new Totals();
        read("pulso.hashtag-deltas").forEach(each -> totals.add(each.topic(), each.value()));
        read("pulso.related-deltas").forEach(each -> totals.add(each.topic(), each.value()));
        read("pulso.activity-deltas").forEach(each -> totals.add(each.topic(), each.value()));
        return totals;
    }

    List<TopicPartition> partitionsOf(Set<String> topics) throws Exception {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                .toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
        kafka.close();
    }
}
