package dev.pulso.contracts.post;

import dev.pulso.contracts.Require;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;

/**
 * A hashtag of a post. Whatever a writer sends as {@code tag} is brought into its counting form here, so that no writer
 * can split a count.
 *
 * @param tag the counting form, see {@link #countingForm(String)}
 * @param text the spelling as written, without {@code #}
 */
public record Hashtag(String tag, String text) {
    /** Order of counting forms: by code point, as in UTF-8 and in PostgreSQL's collation "C". */
    public static final Comparator<String> ORDER = Hashtag::byCodePoint;

    public Hashtag {
        text = text == null ? tag : text;
        String form = countingForm(Require.notEmpty(tag, "hashtags.tag"));
        // A tag of nothing but marks is odd, but no reason to refuse its post.
        tag = form.isEmpty() ? tag : form;
    }

    /** The hashtag of a spelling, without its {@code #}. */
    public static Hashtag of(String text) {
        return new Hashtag(countingForm(text), text);
    }

    /**
     * The form under which spellings count as one tag: NFKC, lower case in the root locale, NFC; every leading {@code #}
     * or full-width {@code ＃} is dropped. Idempotent.
     */
    public static String countingForm(String text) {
        String bare = withoutMarks(text);
        if (isPlainAscii(bare)) {
            return bare.toLowerCase(Locale.ROOT);
        }
        // Lower-casing İ leaves a combining dot and compatibility forms can surface, hence NFKC before and NFC after.
        String folded = Normalizer.normalize(bare, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return withoutMarks(Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    private static int byCodePoint(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char one = left.charAt(i);
            char other = right.charAt(i);
            if (one != other) {
                // Halves of surrogate pairs stand for code points behind all others, and are not the last of the units.
                int bySize = Boolean.compare(Character.isSurrogate(one), Character.isSurrogate(other));
                return bySize == 0 ? Character.compare(one, other) : bySize;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static String withoutMarks(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '#' || text.charAt(start) == '\uFF03')) {
            start++;
        }
        return text.substring(start);
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
