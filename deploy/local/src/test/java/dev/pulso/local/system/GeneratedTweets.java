package dev.pulso.local.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Stands in for the shared data sets where they are absent: seeded statuses of X API v1.1 with duplicates, mixed case and
 * Zipf-like tags, counted by plain maps while they are written.
 */
final class GeneratedTweets {
    private static final int STATUSES = 20_000;
    private static final int TAGS = 200;
    private static final Instant START = Instant.parse("2016-03-01T10:00:00Z");
    private static final int HOURS = 48;
    private static final int LARGEST = 50;
    private static final DateTimeFormatter CREATED_AT = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Random random;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Integer> posts = new HashMap<>();
    private final Map<Instant, Map<String, Integer>> windows = new TreeMap<>();
    private int rows;

    private GeneratedTweets(long seed) {
        random = new Random(seed);
    }

    /** Writes the file and returns what is in it. */
    static GroundTruth write(Path file, long seed) {
        GeneratedTweets tweets = new GeneratedTweets(seed);
        try (Writer out = Files.newBufferedWriter(file)) {
            tweets.writeAll(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tweets.truth();
    }

    private void writeAll(Writer out) throws IOException {
        List<String> written = new ArrayList<>();
        for (int id = 1; id <= STATUSES; id++) {
            String line = status(id) + "\n";
            out.write(line);
            written.add(line);
            rows++;
            if (random.nextInt(5) == 0) {
                out.write(written.get(random.nextInt(written.size())));
                rows++;
            }
        }
    }

    private String status(int id) throws IOException {
        Instant at = START.plusSeconds(random.nextInt(HOURS * 3_600));
        TreeSet<String> tags = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add("tag" + Math.min(TAGS, (int) (1 / (1 - random.nextDouble()))));
        }
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        for (String tag : tags) {
            posts.merge(tag, 1, Integer::sum);
            windows.computeIfAbsent(hour, start -> new HashMap<>()).merge(tag, 1, Integer::sum);
        }
        List<Map<String, Object>> entities = tags.stream()
                .map(tag -> Map.<String, Object>of("text", random.nextBoolean() ? tag : tag.toUpperCase(Locale.ROOT)))
                .toList();
        return mapper.writeValueAsString(Map.of(
                "created_at", CREATED_AT.format(at),
                "id_str", Integer.toString(id),
                "text", "generated",
                "lang", "en",
                "entities", Map.of("hashtags", entities, "user_mentions", List.of(), "urls", List.of()),
                "user", Map.of("id_str", Integer.toString(random.nextInt(2_000)))));
    }

    private GroundTruth truth() {
        Map<String, Integer> top = new LinkedHashMap<>();
        posts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(LARGEST)
                .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
        return new GroundTruth(rows, posts.size(), top, windows, START, START.plusSeconds((HOURS + 1) * 3_600L));
    }
}
