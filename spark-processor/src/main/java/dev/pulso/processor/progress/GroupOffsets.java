package dev.pulso.processor.progress;

import dev.pulso.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer group that tells the world how far the counts are. Spark assigns partitions itself and joins no group, so the
 * group has no members and its offsets are set from outside.
 */
final class GroupOffsets {
    static final String GROUP = "pulso-spark-processor";
    private static final long TIMEOUT_SECONDS = 10;

    private final Admin admin;

    GroupOffsets(Admin admin) {
        this.admin = admin;
    }

    /** @param query {@code name@generation} of who has counted that far, the metadata of every offset */
    void commit(Map<TopicPartition, Long> ends, String query)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (ends.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ends.forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end, query)));
        admin.alterConsumerGroupOffsets(GROUP, offsets).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** First offset still there, of every partition of the input topics. */
    Map<TopicPartition, Long> earliest() throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = admin
                .describeTopics(List.of(Topics.POSTS.name(), Topics.EVENTS_NAME))
                .allTopicNames()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.earliest()));
        return admin.listOffsets(wanted).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }
}
