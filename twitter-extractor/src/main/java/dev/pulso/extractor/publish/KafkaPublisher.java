package dev.pulso.extractor.publish;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The producer of the extractor: {@code acks=all}, idempotent, and never giving up on what it has taken. */
public final class KafkaPublisher implements Publisher, PublishCounts, AutoCloseable {
    private static final List<Header> HEADERS =
            List.of(new RecordHeader("content-type", CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII)));

    private final KafkaProducer<String, byte[]> producer;
    private final Duration closeTimeout;
    private final AtomicLong postsAcknowledged = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();

    /** @param settings of the Kafka client: at least {@code bootstrap.servers} */
    public KafkaPublisher(Map<String, Object> settings, Duration linger, Duration closeTimeout) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "twitter-extractor");
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.LINGER_MS_CONFIG, Math.toIntExact(linger.toMillis()));
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        // A post that expired behind a later one of the same key could not be sent again without breaking their order.
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2000);
        this.producer = new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
        this.closeTimeout = closeTimeout;
    }

    @Override
    public CompletableFuture<Void> publish(Topic<?> topic, @Nullable String key, CloudEvent<?> message) {
        return publish(topic, key, MessageCodec.write(message));
    }

    /** Removes a key from a compacted topic. */
    public CompletableFuture<Void> delete(Topic<?> topic, String key) {
        return publish(topic, key, (byte @Nullable []) null);
    }

    private CompletableFuture<Void> publish(Topic<?> topic, @Nullable String key, byte @Nullable [] value) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        ProducerRecord<String, byte[]> sent = new ProducerRecord<>(topic.name(), null, key, value, HEADERS);
        inFlight.incrementAndGet();
        Future<RecordMetadata> ignored = producer.send(sent, (metadata, failure) -> {
            inFlight.decrementAndGet();
            if (failure == null) {
                if (topic.equals(Topics.POSTS)) {
                    postsAcknowledged.incrementAndGet();
                }
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(known(failure));
            }
        });
        return acknowledged;
    }

    private static Exception known(Exception failure) {
        if (failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException) {
            return new MessageRefusedException(failure);
        }
        return failure instanceof RetriableException ? new BrokerAwayException(failure) : failure;
    }

    @Override
    public long postsAcknowledged() {
        return postsAcknowledged.get();
    }

    @Override
    public long inFlight() {
        return inFlight.get();
    }

    @Override
    public void close() {
        producer.close(closeTimeout);
    }
}
