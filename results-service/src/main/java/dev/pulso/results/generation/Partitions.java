package dev.pulso.results.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.pulso.contracts.MessageCodec;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Offsets of partitions as JSON, {@code {"topic-0":17}}, for a column. */
final class Partitions {
    private static final TypeReference<Map<String, Long>> OFFSETS = new TypeReference<>() {};

    private Partitions() {}

    static String write(Map<TopicPartition, Long> offsets) {
        Map<String, Long> named = new TreeMap<>();
        offsets.forEach((partition, offset) -> named.put(partition.toString(), offset));
        return json(named);
    }

    static Map<TopicPartition, Long> read(String json) {
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            MessageCodec.mapper()
                    .readValue(json, OFFSETS)
                    .forEach((name, offset) -> offsets.put(partition(name), offset));
            return offsets;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("stored offsets are unreadable", e);
        }
    }

    static String json(Map<String, ?> map) {
        try {
            return MessageCodec.mapper().writeValueAsString(new TreeMap<>(map));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a map has no JSON form", e);
        }
    }

    private static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }
}
