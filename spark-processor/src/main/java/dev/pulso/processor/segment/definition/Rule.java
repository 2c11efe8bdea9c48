package dev.pulso.processor.segment.definition;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of a definition; each says the path of the field and what is wrong with it. */
final class Rule {
    // Names become columns of SQL, keys of messages and parts of paths.
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

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

    static void oneOf(@Nullable String value, String path, List<String> allowed) {
        holds(value != null && allowed.contains(value), path + " is none of " + String.join(", ", allowed));
    }
}
