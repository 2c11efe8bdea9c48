package dev.pulso.results.offsets;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What a consumer group has still to read.
 *
 * @param records per partition, never negative
 */
public record GroupLag(Map<String, Long> records) {
    /** A partition the group never committed counts from its beginning: nothing is missing only if it is empty. */
    static GroupLag of(
            Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        Map<String, Long> records = new TreeMap<>();
        ends.forEach((partition, end) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long position = Math.max(beginning, committed.getOrDefault(partition, beginning));
            records.put(partition.toString(), Math.max(0, end - position));
        });
        return new GroupLag(records);
    }

    public long total() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean none() {
        return total() == 0;
    }
}
