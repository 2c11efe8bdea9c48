package dev.pulso.processor.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Text that a store and every JSON reader can take. */
final class Text {
    private Text() {}

    /**
     * An identifying text as it is.
     *
     * @throws Refused if it is missing, empty, too long or has characters that CloudEvents forbids (controls, halves of
     *     surrogate pairs)
     */
    static String identity(@Nullable String text, String pointer, int maxLength) throws Refused {
        if (text == null || text.isEmpty()) {
            throw Refused.field(pointer, "is missing or empty");
        }
        if (text.length() > maxLength) {
            throw Refused.field(pointer, "is longer than " + maxLength);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                throw Refused.field(pointer, "has a control character");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw Refused.field(pointer, "has half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** A text to show: shortened, with a mark where a character has no place in JSON or PostgreSQL. */
    static @Nullable String shown(@Nullable String text, int maxCodePoints) {
        if (text == null) {
            return null;
        }
        String shortened = text.length() > maxCodePoints && text.codePointCount(0, text.length()) > maxCodePoints
                ? text.substring(0, text.offsetByCodePoints(0, maxCodePoints))
                : text;
        return new String(shortened.getBytes(UTF_8), UTF_8).replace('\0', '\uFFFD');
    }
}
