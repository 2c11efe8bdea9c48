package dev.pulso.embedded;

import dev.pulso.contracts.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Creates the topics that {@code asyncapi.yaml} describes. Topics that exist stay as they are. */
public final class TopicProvisioner {
    private static final int DEADLINE_SECONDS = 60;

    private TopicProvisioner() {}

    /**
     * Creates what is missing.
     *
     * @return the names of the topics created now
     * @throws IllegalStateException if the broker refuses or does not answer
     */
    public static List<String> createMissing(String bootstrapServers) {
        return createMissing(bootstrapServers, 1);
    }

    /**
     * Creates what is missing, on a cluster with so many brokers to spread each partition over.
     *
     * @return the names of the topics created now
     * @throws IllegalStateException if the cluster refuses or does not answer
     */
    public static List<String> createMissing(String bootstrapServers, int replicas) {
        return createMissing(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), replicas);
    }

    /** @param client how to reach the brokers, as Kafka's clients take it */
    public static List<String> createMissing(Map<String, Object> client, int replicas) {
        try (Admin admin = Admin.create(client)) {
            Set<String> existing = admin.listTopics().names().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            List<String> created = new ArrayList<>();
            for (TopicSettings topic : TopicSettings.fromAsyncApi()) {
                if (!existing.contains(topic.name())) {
                    created.add(topic.name());
                }
            }
            List<NewTopic> missing = TopicSettings.fromAsyncApi().stream()
                    .filter(topic -> created.contains(topic.name()))
                    .map(topic -> topic.withReplicas(replicas))
                    .map(topic ->
                            new NewTopic(topic.name(), topic.partitions(), topic.replicas()).configs(topic.configs()))
                    .toList();
            admin.createTopics(missing).all().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            awaitLeaders(client, missing);
            return created;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return List.of();
            }
            throw new IllegalStateException(
                    "topics cannot be created at " + client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), e);
        }
    }

    /**
     * Waits until each new partition is led: who asks for its end is answered by the leader only. Before that, a broker may
     * refuse the first batch of an idempotent producer and take the second; the first is out of order then for as long as it
     * is tried, and lost. A consumer asks again where a broker has not heard of the topic yet; {@link Admin} gives up.
     */
    private static void awaitLeaders(Map<String, Object> client, List<NewTopic> topics) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.numPartitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client, bytes, bytes)) {
            consumer.endOffsets(partitions, Duration.ofSeconds(DEADLINE_SECONDS));
        }
    }
}
