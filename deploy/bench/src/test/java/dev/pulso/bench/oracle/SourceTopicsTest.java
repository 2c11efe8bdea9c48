package dev.pulso.bench.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SourceTopicsTest {
    private static final TopicPartition PARTITION = new TopicPartition("pulso.events", 0);

    @Test
    void shouldHandOverEachRecordOnceWhereMoreArriveMeanwhile() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < 3; offset++) {
                consumer.addRecord(record(offset));
            }
        });
        List<Integer> taken = new ArrayList<>();
        try (SourceTopics topics = new SourceTopics(consumer)) {
            Map<TopicPartition, Long> reached = topics.read(
                    Map.of(PARTITION, 0L),
                    (topic, message) -> taken.add(message.get("n").intValue()));
            consumer.updateEndOffsets(Map.of(PARTITION, 4L));
            consumer.schedulePollTask(() -> consumer.addRecord(record(3)));
            topics.read(reached, (topic, message) -> taken.add(message.get("n").intValue()));
        }
        assertThat(taken).containsExactly(0, 1, 2, 3);
    }

    private static ConsumerRecord<byte[], byte[]> record(int offset) {
        return new ConsumerRecord<>("pulso.events", 0, offset, null, ("{\"n\":" + offset + "}").getBytes(UTF_8));
    }
}
