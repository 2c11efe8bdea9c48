package dev.pulso.extractor.source;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.source.SourceCursor;
import dev.pulso.extractor.publish.BrokerAwayException;
import dev.pulso.extractor.publish.KafkaPublisher;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Sources on the compacted topic {@code pulso.sources}. */
final class KafkaSourceStore implements SourceStore {
    private static final Logger LOG = Logger.getLogger(KafkaSourceStore.class);
    private static final String TOPIC = Topics.SOURCES.name();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Map<String, Object> kafka;
    private final KafkaPublisher publisher;

    KafkaSourceStore(Map<String, Object> kafka, KafkaPublisher publisher) {
        this.kafka = kafka;
        this.publisher = publisher;
    }

    @Override
    public Map<String, SourceCursor> load() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new BrokerAwayException(new IllegalStateException("there is no topic " + TOPIC));
            }
            return readToEnd(consumer, partitions);
        } catch (KafkaException e) {
            throw new BrokerAwayException(e);
        }
    }

    private static Map<String, SourceCursor> readToEnd(
            KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<String, SourceCursor> cursors = new HashMap<>();
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new BrokerAwayException(new TimeoutException("reading " + TOPIC + " took too long"));
            }
            consumer.poll(POLL).forEach(message -> apply(message, cursors));
        }
        return cursors;
    }

    private static void apply(ConsumerRecord<String, byte[]> message, Map<String, SourceCursor> cursors) {
        byte[] value = message.value();
        if (value == null) {
            cursors.remove(message.key());
            return;
        }
        try {
            cursors.put(message.key(), MessageCodec.read(Topics.SOURCES, value).data());
        } catch (InvalidMessageException e) {
            LOG.warnf(
                    "A stored source cannot be read and is left out, key=%s, offset=%d, code=%s",
                    message.key(), message.offset(), e.code());
        }
    }

    @Override
    public void save(SourceCursor cursor) throws InterruptedException {
        CloudEvent<SourceCursor> message = new CloudEvent<>(
                UUID.randomUUID().toString(),
                "/pulso/extractor/sources",
                Topics.SOURCES.type(),
                cursor.source(),
                cursor.at(),
                null,
                cursor);
        await(publisher.publish(Topics.SOURCES, cursor.source(), message));
    }

    @Override
    public void delete(String source) throws InterruptedException {
        await(publisher.delete(Topics.SOURCES, source));
    }

    private static void await(CompletableFuture<Void> acknowledged) throws InterruptedException {
        try {
            acknowledged.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerAwayException(e);
        }
    }
}
