package dev.pulso.extractor.live;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the settings of a source. */
public final class Settings {
    private Settings() {}

    /** @throws IllegalArgumentException if there is a setting that is none of {@code known} */
    public static void requireKnown(String kind, Map<String, String> settings, Set<String> known) {
        for (String name : settings.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "a " + kind + " source has no setting '" + name + "'; it has " + new TreeSet<>(known));
            }
        }
    }

    /** The words of a setting, between commas. */
    public static List<String> words(Map<String, String> settings, String name) {
        return Arrays.stream(settings.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** @throws IllegalArgumentException if it is neither true nor false */
    public static boolean flag(Map<String, String> settings, String name, boolean otherwise) {
        String value = settings.getOrDefault(name, Boolean.toString(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + " is true or false");
        }
        return value.equals("true");
    }

    /** @throws IllegalArgumentException if it is no whole number, or a negative one */
    public static long number(Map<String, String> settings, String name, long otherwise) {
        try {
            long value = Long.parseLong(settings.getOrDefault(name, Long.toString(otherwise)));
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number", e);
        }
        throw new IllegalArgumentException(name + " is not negative");
    }
}
