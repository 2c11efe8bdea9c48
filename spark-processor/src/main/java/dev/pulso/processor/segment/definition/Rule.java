package dev.pulso.processor.segment.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of a definition; each says the path of the field and what is wrong with it. */
final class Rule {
    // Names become columns of SQL, keys of messages and parts of paths.
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private Rule() {}

    static void holds(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static void present(@Nullable Object value, String path) {
        holds(value != null, path + " is missing");
    }

    static void filled(@Nullable String value, String path) {
        holds(value != null && !value.isBlank(), path + " is missing");
    }

    static void name(@Nullable String value, String path) {
        filled(value, path);
        holds(
                value != null && NAME.matcher(value).matches(),
                path + " is no name: a letter, then letters, digits, _ or -");
    }

    /** A misspelt word would be a word left out. */
    static void words(Map<String, Map<String, String>> byLanguage, Set<String> said) {
        byLanguage.forEach((language, words) -> {
            holds(LANGUAGE.matcher(language).matches(), "words." + language + " is no language, such as es");
            present(words, "words." + language);
            words.forEach((word, other) -> {
                String path = "words." + language + "." + word;
                holds(said.contains(word), path + " is no name, unit or word of this file");
                filled(other, path);
            });
        });
    }

    static void oneOf(@Nullable String value, String path, List<String> allowed) {
        holds(value != null && allowed.contains(value), path + " is none of " + String.join(", ", allowed));
    }
}
