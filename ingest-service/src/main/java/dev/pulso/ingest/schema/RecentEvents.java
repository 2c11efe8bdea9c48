package dev.pulso.ingest.schema;

import dev.pulso.contracts.Topics;
import dev.pulso.ingest.event.BrokenBodyException;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventReaders;
import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.feed.ReadOnly;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Tries a schema on the newest events of its type, reading {@code pulso.events} backwards in growing steps. */
final class RecentEvents {
    private static final int FIRST_STEP = 1000;
    private static final int MAX_EXAMPLES = 20;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final SchemaConfig config;
    private final TypeSchema schema;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final long deadline;
    private long scanned;

    // Verdicts, not events: a thousand events may be a gigabyte.
    private record Verdict(long timestamp, Compatibility.Example about, boolean rejected) {}

    RecentEvents(SchemaConfig config, TypeSchema schema) {
        this.config = config;
        this.schema = schema;
        this.deadline = System.nanoTime() + config.compatibilityTimeout().toNanos();
    }

    /** @throws org.apache.kafka.common.KafkaException if the broker does not answer */
    Compatibility examine(Map<String, Object> broker) {
        boolean complete;
        try (KafkaConsumer<byte[], byte[]> consumer = ReadOnly.consumer(broker)) {
            List<TopicPartition> partitions = ReadOnly.partitions(consumer, Topics.EVENTS_NAME, ANSWER);
            consumer.assign(partitions);
            complete = backwards(
                    consumer,
                    consumer.beginningOffsets(partitions, ANSWER),
                    new HashMap<>(consumer.endOffsets(partitions, ANSWER)));
        }
        List<Verdict> newest = verdicts.stream()
                .sorted(Comparator.comparingLong(Verdict::timestamp).reversed())
                .limit(config.compatibilityEvents())
                .toList();
        List<Verdict> rejected = newest.stream().filter(Verdict::rejected).toList();
        return new Compatibility(
                newest.size(),
                rejected.size(),
                complete,
                rejected.stream().limit(MAX_EXAMPLES).map(Verdict::about).toList());
    }

    private boolean backwards(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        long step = FIRST_STEP;
        while (verdicts.size() < config.compatibilityEvents()) {
            Map<TopicPartition, Long> from = new HashMap<>();
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                long begin = begins.getOrDefault(end.getKey(), 0L);
                if (end.getValue() > begin) {
                    from.put(end.getKey(), Math.max(begin, end.getValue() - step));
                }
            }
            if (from.isEmpty()) {
                return true;
            }
            if (scanned >= config.compatibilityScan() || !read(consumer, from, ends)) {
                return false;
            }
            ends.putAll(from);
            ends.keySet().retainAll(from.keySet());
            step *= 2;
        }
        return true;
    }

    /** @return false if time ran out */
    private boolean read(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (from.keySet().stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    scanned++;
                    judge(record);
                }
            }
        }
        return true;
    }

    private void judge(ConsumerRecord<byte[], byte[]> record) {
        Incoming.Good event = event(record.value());
        if (event == null || !event.envelope().type().equals(schema.stored().type())) {
            return;
        }
        EventError error = schema.violation(event);
        verdicts.add(new Verdict(
                record.timestamp(),
                new Compatibility.Example(
                        record.partition(),
                        record.offset(),
                        event.id(),
                        error == null ? "" : error.pointer(),
                        error == null ? "" : error.detail()),
                error != null));
    }

    private static Incoming.@Nullable Good event(byte @Nullable [] value) {
        try {
            return value != null
                            && EventReaders.structured(new ByteArrayInputStream(value), value.length)
                                            .next()
                                    instanceof Incoming.Good good
                    ? good
                    : null;
        } catch (BrokenBodyException | IOException e) {
            return null;
        }
    }
}
