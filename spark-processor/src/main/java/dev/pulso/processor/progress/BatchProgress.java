package dev.pulso.processor.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.pulso.contracts.MessageCodec;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.jspecify.annotations.Nullable;

/**
 * One micro-batch that is durable: its messages are acknowledged and its place is in the checkpoint.
 *
 * @param start first offset of each partition; empty for the first batch of a generation
 * @param end offset after the last one of each partition
 * @param latest end of each partition at the broker when the batch was planned
 */
record BatchProgress(
        long batchId,
        Map<TopicPartition, Long> start,
        Map<TopicPartition, Long> end,
        Map<TopicPartition, Long> latest,
        long rows,
        double rowsPerSecond,
        long millis) {

    static BatchProgress of(StreamingQueryProgress progress) {
        SourceProgress source = progress.sources()[0];
        double perSecond = source.inputRowsPerSecond();
        return new BatchProgress(
                progress.batchId(),
                offsets(source.startOffset()),
                offsets(source.endOffset()),
                offsets(source.latestOffset()),
                source.numInputRows(),
                Double.isFinite(perSecond) ? perSecond : 0,
                progress.durationMs().getOrDefault("triggerExecution", 0L));
    }

    /** Offsets as Spark's Kafka source writes them: {@code {"topic":{"0":17}}}. */
    static Map<TopicPartition, Long> offsets(@Nullable String json) {
        if (json == null || json.equals("null")) {
            return Map.of();
        }
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            MessageCodec.mapper()
                    .readValue(json, new TypeReference<Map<String, Map<Integer, Long>>>() {})
                    .forEach((topic, partitions) -> partitions.forEach(
                            (partition, offset) -> offsets.put(new TopicPartition(topic, partition), offset)));
            return offsets;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Spark's Kafka offsets have a new form", e);
        }
    }

    /** Records at the broker that are not counted yet. */
    long lag() {
        return end.entrySet().stream()
                .mapToLong(each -> Math.max(0, latest.getOrDefault(each.getKey(), each.getValue()) - each.getValue()))
                .sum();
    }

    /** Records that the batch covers by its offsets. */
    long covered() {
        return end.entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - start.getOrDefault(each.getKey(), each.getValue())))
                .sum();
    }

    /** Whether a partition ends before it starts: its topic was deleted and made anew. */
    boolean restarted() {
        return end.entrySet().stream()
                .anyMatch(each -> each.getValue() < start.getOrDefault(each.getKey(), each.getValue()));
    }
}
