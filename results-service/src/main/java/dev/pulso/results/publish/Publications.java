package dev.pulso.results.publish;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes messages to Kafka and returns when the brokers have them. Kafka's own producer: thousands a poll. */
@ApplicationScoped
public class Publications {
    private static final byte[] CONTENT_TYPE = CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII);

    private final KafkaProducer<byte[], byte[]> producer;

    Publications(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "pulso-results");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        // Twice what a topic takes by default: a rejection carries the refused bytes in base64.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2_097_152);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** @throws PublicationFailedException if a message is not with the brokers; some of the others may be */
    public void publish(List<Outgoing> messages) {
        List<Future<RecordMetadata>> acks = new ArrayList<>(messages.size());
        messages.forEach(message -> acks.add(producer.send(recordOf(message))));
        producer.flush();
        try {
            for (Future<RecordMetadata> ack : acks) {
                ack.get();
            }
        } catch (ExecutionException e) {
            throw new PublicationFailedException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublicationFailedException(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> recordOf(Outgoing message) {
        return new ProducerRecord<>(
                message.topic(),
                null,
                null,
                message.key().getBytes(StandardCharsets.UTF_8),
                MessageCodec.write(message.event()),
                new RecordHeaders(List.of(new RecordHeader("content-type", CONTENT_TYPE))));
    }
}
