package dev.pulso.extractor.hashtag;

import dev.pulso.contracts.post.Hashtag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the hashtags of a text without entities. Same answers as twitter-text 3.1, some hundred times faster: one pass,
 * no regular expression unless a {@code #} follows a character that links are made of.
 */
public final class HashtagScanner {
    private static final char HASH = '#';
    private static final char FULL_WIDTH_HASH = '\uFF03';
    private static final char TEXT_STYLE = '\uFE0E';
    private static final char EMOJI_STYLE = '\uFE0F';
    private static final char KEYCAP = '\u20E3';

    private HashtagScanner() {}

    /** What becomes of a {@code #} within a link, as in {@code http://example.org/page/#part}. */
    public enum Links {
        /** It starts a tag like any other. */
        COUNTED,
        /** It belongs to the link: the rule of twitter-text. */
        SKIPPED
    }

    /** The tags in order of appearance, each counting form once, with its first spelling. */
    public static List<Hashtag> hashtagsOf(String text, Links links) {
        return distinct(spellingsIn(text, links));
    }

    /** Keeps the first spelling of each counting form; spellings that leave nothing to count are dropped. */
    public static List<Hashtag> distinct(List<String> spellings) {
        if (spellings.isEmpty()) {
            return List.of();
        }
        List<Hashtag> hashtags = new ArrayList<>(spellings.size());
        Set<String> seen = new HashSet<>();
        for (String spelling : spellings) {
            String tag = Hashtag.countingForm(spelling);
            if (!tag.isEmpty() && seen.add(tag)) {
                hashtags.add(new Hashtag(tag, spelling));
            }
        }
        return hashtags;
    }

    /** Every occurrence as written, without its {@code #}. */
    static List<String> spellingsIn(String text, Links links) {
        List<String> spellings = List.of();
        int consumed = 0;
        int hash = nextHash(text, 0);
        while (hash >= 0) {
            int start = hash + 1;
            int end = start;
            if (mayPrecede(text, hash, consumed) && !isStyled(text, start)) {
                end = endOfTag(text, start);
                if (end > start) {
                    consumed = end;
                    if (!continues(text, end) && !(links == Links.SKIPPED && LinkedHash.isInLink(text, hash))) {
                        spellings = spellings.isEmpty() ? new ArrayList<>(4) : spellings;
                        spellings.add(text.substring(start, end));
                    }
                }
            }
            hash = nextHash(text, end);
        }
        return spellings;
    }

    private static int nextHash(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == HASH || c == FULL_WIDTH_HASH) {
                return i;
            }
        }
        return -1;
    }

    /** A tag needs a boundary before it that no earlier tag has used up. */
    private static boolean mayPrecede(String text, int hash, int consumed) {
        if (hash == 0) {
            return true;
        }
        if (hash == consumed) {
            return false;
        }
        char before = text.charAt(hash - 1);
        if (before == TEXT_STYLE || before == EMOJI_STYLE) {
            return true;
        }
        return before != '&' && !TagCharacters.isTagCharacter(text.codePointBefore(hash));
    }

    /** Keycap and styled number signs are emoji, not the start of a tag. */
    private static boolean isStyled(String text, int start) {
        return start < text.length() && (text.charAt(start) == EMOJI_STYLE || text.charAt(start) == KEYCAP);
    }

    /** The end of the run of tag characters, or {@code start} if it has no letter. */
    private static int endOfTag(String text, int start) {
        boolean letter = false;
        int i = start;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (!TagCharacters.isTagCharacter(codePoint)) {
                break;
            }
            letter |= TagCharacters.isLetter(codePoint);
            i += Character.charCount(codePoint);
        }
        return letter ? i : start;
    }

    /** {@code #a#b} and {@code #http://} are no tags. */
    private static boolean continues(String text, int end) {
        return end < text.length()
                && (text.charAt(end) == HASH || text.charAt(end) == FULL_WIDTH_HASH || text.startsWith("://", end));
    }
}
