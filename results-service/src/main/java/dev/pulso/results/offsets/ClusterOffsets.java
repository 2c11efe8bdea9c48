package dev.pulso.results.offsets;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers for offsets. Every answer is fresh; every question gives up after {@link #TIMEOUT}. */
@ApplicationScoped
public class ClusterOffsets {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Admin admin;

    ClusterOffsets(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "pulso-results-offsets");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()) / 2);
        admin = Admin.create(settings);
    }

    @PreDestroy
    void close() {
        admin.close(TIMEOUT);
    }

    /** End offsets of all partitions of these topics. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        return offsets(topics, OffsetSpec.latest());
    }

    /** What a group has still to read up to targets taken earlier. */
    public GroupLag lag(String group, Collection<String> topics, Map<TopicPartition, Long> targets) {
        return GroupLag.of(offsets(topics, OffsetSpec.earliest()), committed(group), targets);
    }

    /** Kafka's own ids of topics: they change when a topic is made anew. */
    public Map<String, String> topicIds(Collection<String> topics) {
        return describe(topics).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().topicId().toString()));
    }

    /** When the oldest record of each partition arrived, for partitions that have lost older ones. */
    public Map<TopicPartition, Instant> retainedSince(Collection<String> topics, Instant now, boolean evenIfWhole) {
        Map<TopicPartition, Instant> since = new HashMap<>();
        infos(topics, OffsetSpec.earliest()).forEach((partition, first) -> {
            if (first.offset() > 0 || evenIfWhole) {
                since.put(partition, now);
            }
        });
        infos(topics, OffsetSpec.forTimestamp(0)).forEach((partition, first) -> {
            if (first.timestamp() >= 0 && since.containsKey(partition)) {
                since.put(partition, Instant.ofEpochMilli(first.timestamp()));
            }
        });
        return since;
    }

    /** Time of the newest record per partition; partitions without records are absent. */
    public Map<TopicPartition, Instant> newest(Collection<String> topics) {
        return infos(topics, OffsetSpec.maxTimestamp()).entrySet().stream()
                .filter(each -> each.getValue().timestamp() >= 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> Instant.ofEpochMilli(each.getValue().timestamp())));
    }

    private Map<TopicPartition, Long> offsets(Collection<String> topics, OffsetSpec spec) {
        return infos(topics, spec).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> infos(Collection<String> topics, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> question = describe(topics).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
        return await(admin.listOffsets(question).all());
    }

    private Map<String, TopicDescription> describe(Collection<String> topics) {
        return await(admin.describeTopics(topics).allTopicNames());
    }

    private Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> answer =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        answer.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new OffsetsUnavailableException(cause);
        } catch (TimeoutException e) {
            throw new OffsetsUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OffsetsUnavailableException(e);
        }
    }
}
