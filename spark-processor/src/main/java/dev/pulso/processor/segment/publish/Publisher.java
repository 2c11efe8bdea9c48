package dev.pulso.processor.segment.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.segment.Segmentation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a run and the member changes that come of it. */
public final class Publisher implements AutoCloseable {
    private static final String SOURCE = "/pulso/spark-processor";

    private final Producer<byte[], byte[]> producer;

    /** @param broker how to reach it, as Kafka's clients take it */
    public Publisher(Map<String, Object> broker) {
        this(new KafkaProducer<>(producerOf(broker), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private static Map<String, Object> producerOf(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.putAll(Map.of(
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "max.block.ms",
                10_000,
                "linger.ms",
                20));
        return settings;
    }

    /** @param producer closed with this */
    public Publisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Returns when the broker has the run. Sent again it is the same event.
     *
     * @throws KafkaException if the broker did not take it
     */
    public void publish(Segmentation run) {
        AtomicReference<Exception> fault = new AtomicReference<>();
        send(
                Topics.SEGMENTATIONS,
                run.key(),
                new CloudEvent<>(
                        run.segmentation() + "/" + run.version(),
                        SOURCE,
                        Topics.SEGMENTATIONS.type(),
                        run.segmentation(),
                        run.finishedAt(),
                        null,
                        run),
                fault);
        await(fault, run.key());
    }

    /**
     * Returns when the broker has all changes. Sent again they are the same events.
     *
     * @throws KafkaException if the broker did not take them all
     */
    public void publish(Iterator<Member> changes) {
        AtomicReference<Exception> fault = new AtomicReference<>();
        while (changes.hasNext() && fault.get() == null) {
            Member member = changes.next();
            send(Topics.MEMBERS, member.key(), event(member, member.at()), fault);
        }
        await(fault, "members");
    }

    /**
     * Lets the broker forget what it holds of a member, once it compacts.
     *
     * @throws KafkaException if the broker did not take it
     */
    public void forget(String segmentation, String entity) {
        AtomicReference<Exception> fault = new AtomicReference<>();
        byte[] key = (segmentation + "|" + entity).getBytes(UTF_8);
        send(new ProducerRecord<>(Topics.MEMBERS.name(), key, null), fault);
        await(fault, "an erasure");
    }

    private void await(AtomicReference<Exception> fault, String what) {
        producer.flush();
        if (fault.get() != null) {
            throw new KafkaException(what + " not published", fault.get());
        }
    }

    private static CloudEvent<Member> event(Member member, Instant at) {
        return new CloudEvent<>(
                member.segmentation() + "/" + member.entity() + "/" + member.version() + "/" + at,
                SOURCE,
                Topics.MEMBERS.type(),
                member.entity(),
                at,
                null,
                member);
    }

    private void send(Topic<?> topic, String key, CloudEvent<?> event, AtomicReference<Exception> fault) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), MessageCodec.write(event));
        record.headers().add("content-type", CloudEvent.CONTENT_TYPE.getBytes(UTF_8));
        send(record, fault);
    }

    private void send(ProducerRecord<byte[], byte[]> record, AtomicReference<Exception> fault) {
        var unused = producer.send(record, (metadata, e) -> {
            if (e != null) {
                fault.compareAndSet(null, e);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
