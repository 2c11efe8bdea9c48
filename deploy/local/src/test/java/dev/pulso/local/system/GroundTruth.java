package dev.pulso.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the shared data sets say about one file.
 *
 * @param rows in the file
 * @param distinctTags after dropping later rows of the same id
 * @param top posts by tag: the fifty largest
 * @param windows posts by tag and start of window: the ten largest of each window
 * @param from start of the first window
 * @param to end of the last window
 */
record GroundTruth(
        int rows,
        int distinctTags,
        Map<String, Integer> top,
        Map<Instant, Map<String, Integer>> windows,
        Instant from,
        Instant to) {
    private static final long WINDOW_SECONDS = 3600;

    static GroundTruth read(Path folder, String name, String rule) throws IOException {
        JsonNode truth = new ObjectMapper()
                .readTree(folder.resolve("groundtruth_" + name + ".json").toFile());
        JsonNode counts = truth.path(rule).path("first_row_per_id");
        Map<String, Integer> top = new LinkedHashMap<>();
        counts.path("top50_by_tweets")
                .forEach(each ->
                        top.put(each.path("tag").asText(), each.path("count").asInt()));
        Map<Instant, Map<String, Integer>> windows = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(folder.resolve("groundtruth_" + name + "_windows.csv"));
        lines.subList(1, lines.size()).forEach(line -> addWindow(line, windows));
        List<Instant> starts = new ArrayList<>(windows.keySet());
        return new GroundTruth(
                truth.path("rows").asInt(),
                counts.path("distinct_hashtags_ci").asInt(),
                top,
                windows,
                starts.get(0),
                starts.get(starts.size() - 1).plusSeconds(WINDOW_SECONDS));
    }

    /** The largest tags that some window names; each costs a request. */
    Set<String> tagsWithWindows(int limit) {
        Set<String> tags = new HashSet<>();
        top.keySet().stream()
                .filter(tag -> windows.values().stream().anyMatch(window -> window.containsKey(tag)))
                .limit(limit)
                .forEach(tags::add);
        return tags;
    }

    /** {@code 2017-08-27T04:05Z,107,mayweathervmcgregor:40 mcgregor:28}; tags hold no spaces and no colons. */
    private static void addWindow(String line, Map<Instant, Map<String, Integer>> windows) {
        String[] cells = line.split(",", 3);
        Map<String, Integer> tags = new LinkedHashMap<>();
        for (String entry : cells[2].strip().replace("\"", "").split(" ")) {
            int colon = entry.lastIndexOf(':');
            if (colon > 0) {
                tags.put(entry.substring(0, colon), Integer.parseInt(entry.substring(colon + 1)));
            }
        }
        windows.put(Instant.parse(cells[0].replace("Z", ":00Z")), tags);
    }
}
