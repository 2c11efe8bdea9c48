package dev.pulso.extractor.x;

import dev.pulso.extractor.live.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a source of kind {@code x-v1} is told.
 *
 * @param query what to search for: any of {@code tags} and {@code terms}
 * @param every between two polls
 */
record V1Settings(String query, Duration every) {
    private static final Set<String> NAMES = Set.of("tags", "terms", "everySeconds");

    /** Longer ones are refused by servers of this API. */
    private static final int LONGEST_QUERY = 500;

    /** @throws IllegalArgumentException if a setting is unknown or wrong */
    static V1Settings of(Map<String, String> settings) {
        Settings.requireKnown("x-v1", settings, NAMES);
        List<String> words = new ArrayList<>();
        Settings.words(settings, "tags").forEach(tag -> words.add(tag.startsWith("#") ? tag : "#" + tag));
        Settings.words(settings, "terms").forEach(term -> words.add(term.contains(" ") ? "\"" + term + "\"" : term));
        String query = String.join(" OR ", words);
        if (words.isEmpty() || query.length() > LONGEST_QUERY) {
            throw new IllegalArgumentException(
                    "an x-v1 source needs tags or terms, together at most " + LONGEST_QUERY + " characters");
        }
        return new V1Settings(query, Duration.ofSeconds(Math.max(1, Settings.number(settings, "everySeconds", 60))));
    }
}
