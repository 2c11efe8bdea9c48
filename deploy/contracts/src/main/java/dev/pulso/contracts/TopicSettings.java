package dev.pulso.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a topic is to be created, as {@code asyncapi.yaml} says.
 *
 * @param name topic name
 * @param partitions number of partitions
 * @param replicas replication factor
 * @param configs topic configuration by Kafka's own names
 */
public record TopicSettings(String name, int partitions, short replicas, Map<String, String> configs) {
    private static final String ASYNCAPI = "asyncapi.yaml";

    public TopicSettings {
        Require.notEmpty(name, "name");
        if (partitions < 1) {
            throw new BrokenRule("partitions of " + name + " is less than 1");
        }
        if (replicas < 1) {
            throw new BrokenRule("replicas of " + name + " is less than 1");
        }
        configs = Map.copyOf(configs);
    }

    /** The same topic on a cluster with so many brokers to spread it over. */
    public TopicSettings withReplicas(int replicas) {
        return new TopicSettings(name, partitions, (short) replicas, configs);
    }

    /**
     * Every topic of Pulso, in the order of the description.
     *
     * @throws UncheckedIOException if the description is missing from the class path or no YAML
     */
    public static List<TopicSettings> fromAsyncApi() {
        try (InputStream yaml = TopicSettings.class.getResourceAsStream(ASYNCAPI)) {
            if (yaml == null) {
                throw new IOException(ASYNCAPI + " is not on the class path");
            }
            List<TopicSettings> topics = new ArrayList<>();
            for (JsonNode channel : new YAMLMapper().readTree(yaml).path("channels")) {
                topics.add(of(channel.path("address").asText(), channel.at("/bindings/kafka")));
            }
            return List.copyOf(topics);
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the topics is unreadable", e);
        }
    }

    private static TopicSettings of(String name, JsonNode kafka) {
        Map<String, String> configs = new LinkedHashMap<>();
        kafka.path("topicConfiguration")
                .fields()
                .forEachRemaining(each -> configs.put(each.getKey(), text(each.getValue())));
        return new TopicSettings(
                name,
                kafka.path("partitions").asInt(),
                (short) kafka.path("replicas").asInt(),
                configs);
    }

    /** AsyncAPI writes {@code cleanup.policy} as a list, Kafka joins it with commas. */
    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> parts = new ArrayList<>();
        value.forEach(each -> parts.add(each.asText()));
        return String.join(",", parts);
    }
}
