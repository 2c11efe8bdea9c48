package dev.pulso.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden examples in this module's folder. */
final class Examples {
    /** The example of an event of any type; all others are named after their type. */
    static final String FREE_FORM = "event.json";

    private static final Path FOLDER = Path.of("examples");

    private Examples() {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the examples of one type: {@code <type>.json} and {@code <type>.<variant>.json}. */
    static List<String> namesOf(Topic<?> topic) {
        return names().stream()
                .filter(name -> name.startsWith(topic.type() + "."))
                .toList();
    }

    static List<String> typed() {
        return names().stream().filter(name -> !name.equals(FREE_FORM)).toList();
    }

    static ObjectNode tree(String name) {
        return (ObjectNode) Json.read(FOLDER.resolve(name));
    }

    static Topic<?> topicOf(JsonNode example) {
        return Topics.TYPED.stream()
                .filter(topic -> topic.type().equals(example.path("type").asText()))
                .findFirst()
                .orElseThrow();
    }
}
