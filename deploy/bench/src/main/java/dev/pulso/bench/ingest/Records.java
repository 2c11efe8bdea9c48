package dev.pulso.bench.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records a topic has ever been given: what a contender says it wrote has to be there. */
final class Records implements AutoCloseable {
    private final Admin admin;
    private final String topic;

    Records(String bootstrapServers, String topic) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.topic = topic;
    }

    /** @throws IOException if the broker does not say */
    long written() throws IOException, InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> ends =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                            .flatMap(described -> described.partitions().stream())
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IOException("the broker does not tell offsets", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
