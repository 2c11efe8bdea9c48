package dev.pulso.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Which tags stand in the same statuses of X API v1.1 of a file: the first of each id, by their entities, in plain maps. */
final class Companions {
    private final Map<String, Map<String, Integer>> beside = new HashMap<>();

    /** @param tags for which to count */
    static Companions of(Path file, Set<String> tags) {
        Companions companions = new Companions();
        tags.forEach(tag -> companions.beside.put(tag, new HashMap<>()));
        ObjectMapper mapper = new ObjectMapper();
        Set<String> ids = new HashSet<>();
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode status = mapper.readTree(line);
                if (ids.add(status.path("id_str").asText())) {
                    companions.add(status.at("/entities/hashtags"));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(file + " is unreadable", e);
        }
        return companions;
    }

    /** Posts by what stands beside the tag. */
    Map<String, Integer> of(String tag) {
        return beside.getOrDefault(tag, Map.of());
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        boolean packed = file.toString().endsWith(".gz");
        return new BufferedReader(
                new InputStreamReader(packed ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    }

    private void add(JsonNode hashtags) {
        Set<String> tags = new HashSet<>();
        hashtags.forEach(each -> tags.add(each.path("text").asText().toLowerCase(Locale.ROOT)));
        for (String tag : tags) {
            Map<String, Integer> others = beside.get(tag);
            if (others != null) {
                tags.stream()
                        .filter(other -> !other.equals(tag))
                        .forEach(other -> others.merge(other, 1, Integer::sum));
            }
        }
    }
}
