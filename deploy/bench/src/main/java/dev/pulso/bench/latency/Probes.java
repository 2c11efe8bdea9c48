package dev.pulso.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pulso.bench.load.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Posts that are followed through the system. Each has a hashtag of its own, so that the message on {@code pulso.hashtags} that
 * it causes is known. Both times are the broker's: all topics stamp what they append.
 */
final class Probes {
    private static final String RESULTS = "pulso.hashtags";

    private final Map<String, Long> accepted = new ConcurrentHashMap<>();

    /** A probe was acknowledged. */
    void accepted(String tag, long brokerMillis) {
        accepted.put(tag, brokerMillis);
    }

    int size() {
        return accepted.size();
    }

    /**
     * Waits until every probe is on {@code pulso.hashtags}.
     *
     * @return milliseconds from acknowledged to there, ascending
     * @throws IllegalStateException if some are not there in time
     */
    List<Long> arrived(String kafka, Duration patience) {
        Map<String, Long> delays = new HashMap<>();
        long deadline = System.nanoTime() + patience.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = Reading.consumer(kafka)) {
            List<TopicPartition> partitions = consumer.partitionsFor(RESULTS).stream()
                    .map(each -> new TopicPartition(RESULTS, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (delays.size() < accepted.size()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            accepted.size() - delays.size() + " of " + accepted.size() + " probes never arrived");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(message -> note(message, delays));
            }
        }
        return delays.values().stream().sorted().toList();
    }

    /** Key: {@code windowStart|tag|network|lang}. The first message with the tag counts. */
    private void note(ConsumerRecord<byte[], byte[]> message, Map<String, Long> delays) {
        String[] key = new String(message.key(), UTF_8).split("\\|");
        Long since = key.length > 1 ? accepted.get(key[1]) : null;
        if (since != null) {
            delays.putIfAbsent(key[1], message.timestamp() - since);
        }
    }
}
