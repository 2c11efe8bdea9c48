package dev.pulso.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pulso.contracts.TopicSettings;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The topics as {@code KafkaTopic} resources of the Strimzi operator. */
public final class StrimziTopics {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private StrimziTopics() {}

    /**
     * YAML documents, one a topic.
     *
     * @param cluster name of the {@code Kafka} resource
     */
    public static String of(List<TopicSettings> topics, String cluster, int replicas) {
        return topics.stream()
                .map(topic -> document(topic.withReplicas(replicas), cluster))
                .collect(Collectors.joining());
    }

    private static String document(TopicSettings topic, String cluster) {
        Map<String, Object> resource = new TreeMap<>(Map.of(
                "apiVersion",
                "kafka.strimzi.io/v1",
                "kind",
                "KafkaTopic",
                "metadata",
                new TreeMap<>(Map.of("name", topic.name(), "labels", Map.of("strimzi.io/cluster", cluster))),
                "spec",
                new TreeMap<>(Map.of(
                        "partitions",
                        topic.partitions(),
                        "replicas",
                        topic.replicas(),
                        "config",
                        new TreeMap<>(topic.configs())))));
        try {
            return YAML.writeValueAsString(resource);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a topic has no YAML form", e);
        }
    }
}
