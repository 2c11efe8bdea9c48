package dev.pulso.extractor.x;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.extractor.live.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a source of X is told.
 *
 * @param rules in X's query language: {@code rules} as given, and one for each of {@code tags} and {@code terms}
 * @param search whether to poll recent search instead of holding a stream
 * @param every between two polls
 * @param authors whether to ask for the size of authors' audiences, each of which X charges like a post
 * @param postsPerDay own budget, within that of the app
 */
record XSettings(
        List<String> rules, boolean search, Duration every, boolean authors, long postsPerDay, long postsPerMonth) {
    private static final Set<String> NAMES =
            Set.of("rules", "tags", "terms", "mode", "everySeconds", "authors", "postsPerDay", "postsPerMonth");
    private static final int LONGEST_RULE = 1024;
    private static final int MOST_RULES = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException if a setting is unknown, wrong, or would spend more than the app may */
    static XSettings of(Map<String, String> settings, XConfig config) {
        Settings.requireKnown("x", settings, NAMES);
        List<String> rules = new ArrayList<>(rules(settings.getOrDefault("rules", "")));
        Settings.words(settings, "tags").forEach(tag -> rules.add(tag.startsWith("#") ? tag : "#" + tag));
        Settings.words(settings, "terms").forEach(term -> rules.add(term.contains(" ") ? "\"" + term + "\"" : term));
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("an x source needs rules, tags or terms, at most " + MOST_RULES);
        }
        if (rules.stream().anyMatch(rule -> rule.length() > LONGEST_RULE)) {
            throw new IllegalArgumentException("a rule has at most " + LONGEST_RULE + " characters");
        }
        String mode = settings.getOrDefault("mode", "stream");
        if (!mode.equals("stream") && !mode.equals("search")) {
            throw new IllegalArgumentException("mode is stream or search");
        }
        long perDay = Settings.number(settings, "postsPerDay", config.postsPerDay());
        long perMonth = Settings.number(settings, "postsPerMonth", config.postsPerMonth());
        if (perDay > config.postsPerDay() || perMonth > config.postsPerMonth()) {
            throw new IllegalArgumentException("the app may read at most " + config.postsPerDay() + " posts a day and "
                    + config.postsPerMonth() + " a month");
        }
        return new XSettings(
                rules.stream().distinct().toList(),
                mode.equals("search"),
                Duration.ofSeconds(Math.max(1, Settings.number(settings, "everySeconds", 60))),
                Settings.flag(settings, "authors", false),
                perDay,
                perMonth);
    }

    /** A JSON array, or rules between commas. */
    private static List<String> rules(String value) {
        if (!value.startsWith("[")) {
            return Settings.words(Map.of("rules", value), "rules");
        }
        try {
            return List.of(JSON.readValue(value, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("rules is a list of texts", e);
        }
    }
}
