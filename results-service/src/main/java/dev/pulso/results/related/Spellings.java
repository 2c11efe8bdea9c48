package dev.pulso.results.related;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Which tags are spellings of one another. */
final class Spellings {
    /** In shorter tags another letter is mostly another word: spark, sparx; paris, parts. */
    private static final int SHORTEST = 7;

    /**
     * Accents, Hebrew points and Arabic vowel signs, which people leave out; and what joins words: low line, middle dots,
     * soft hyphen, joiners without width. Not every mark of Unicode: those of Indian scripts and of kana make other words.
     */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "[\\u0300-\\u036F\\u0591-\\u05C7\\u064B-\\u0655\\u0670_\\u00AD\\u00B7\\u30FB\\u200B-\\u200D\\u2060]");

    private static final Pattern NOT_DIGITS = Pattern.compile("\\P{Nd}+");
    private static final DamerauLevenshteinDistance DISTANCE = new DamerauLevenshteinDistance(1);

    private Spellings() {}

    /** Whether two counting forms differ in nothing but accents and joiners, or, where they are long, in one slip. */
    static boolean areOfOneWord(String tag, String other) {
        String one = bare(tag);
        String two = bare(other);
        return one.equals(two) ? !one.isEmpty() : isASlip(one, two);
    }

    /** One letter more, less, other, or in the place of its neighbour. Another digit is another thing: 2025, 2026. */
    private static boolean isASlip(String one, String two) {
        return Math.min(one.length(), two.length()) >= SHORTEST
                && digits(one).equals(digits(two))
                && DISTANCE.apply(one, two) >= 0;
    }

    /** Composed again, because the distance counts letters, not the parts of Korean syllables. */
    private static String bare(String tag) {
        String apart = Normalizer.normalize(tag, Normalizer.Form.NFD);
        return Normalizer.normalize(LEFT_OUT.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
    }

    private static String digits(String text) {
        return NOT_DIGITS.matcher(text).replaceAll("");
    }
}
