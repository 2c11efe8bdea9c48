package dev.pulso.extractor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The real data sets, where this machine has them. */
public final class SharedData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedData() {}

    /** A file of the shared data; says so if it is missing. */
    public static Optional<Path> find(String name) {
        Path file = Path.of(System.getProperty("pulso.shared.data", "../../shared/data"), name);
        if (Files.exists(file)) {
            return Optional.of(file);
        }
        System.out.println("Shared data is missing, going without: " + file);
        return Optional.empty();
    }

    /** A ground truth file of the tweet sets. */
    public static JsonNode groundTruth(String set) throws IOException {
        return JSON.readTree(
                find("tweets/groundtruth_" + set + ".json").orElseThrow().toFile());
    }

    /** The 50 most frequent tags with the number of tweets that have them. */
    public static Map<String, Integer> top50(JsonNode hashtags) {
        Map<String, Integer> top = new TreeMap<>();
        hashtags.path("top50_by_tweets")
                .forEach(row ->
                        top.put(row.path("tag").asText(), row.path("count").asInt()));
        return top;
    }
}
