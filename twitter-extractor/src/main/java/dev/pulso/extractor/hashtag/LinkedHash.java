package dev.pulso.extractor.hashtag;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether a {@code #} belongs to a link, as in {@code twitter.com/#search}. Rare, hence a regular expression. */
final class LinkedHash {
    /**
     * A link up to and including a path or query with {@code #} in it. Any alphabetic top-level domain is taken:
     * twitter-text's list of them ages, and only a {@code #} after {@code host/} or {@code host?} is at stake here.
     */
    private static final Pattern LINK = Pattern.compile(
            "(?<![a-z0-9@\uFF20$#\uFF03])(?:https?://)?"
                    + "(?:[\\p{L}\\p{Nd}](?:[\\p{L}\\p{Nd}_-]*[\\p{L}\\p{Nd}])?\\.)+\\p{L}{2,}(?::\\d+)?"
                    + "(?:/[\\p{IsLatin}\\p{IsCyrillic}\\d!*';:=+,.$/%#\\[\\]()\u2013_~|&@-]*)?"
                    + "(?:\\?[a-z0-9!?*'();:&=+$/%#\\[\\]_.,~|@-]*)?",
            Pattern.CASE_INSENSITIVE);

    private LinkedHash() {}

    /** @param hash index of a {@code #} in {@code text} */
    static boolean isInLink(String text, int hash) {
        if (hash == 0 || "/?=&;:.,!_-%+)('*~|@$[]".indexOf(text.charAt(hash - 1)) < 0) {
            return false;
        }
        Matcher links = LINK.matcher(text).useTransparentBounds(true);
        links.region(startOfToken(text, hash), endOfToken(text, hash));
        while (links.find() && links.start() < hash) {
            if (hash < links.end()) {
                return true;
            }
        }
        return false;
    }

    private static int startOfToken(String text, int at) {
        int start = at;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int endOfToken(String text, int at) {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
