package dev.pulso.results.hashtag;

import java.util.Comparator;

/** A tag's counts over a range of time. */
record Total(String tag, long posts, long reposts) {
    /** Most posts first, ties by code point, as PostgreSQL orders collation "C". */
    static final Comparator<Total> RANKING =
            Comparator.comparingLong(Total::posts).reversed().thenComparing(Total::tag, Total::byCodePoint);

    /** {@link String#compareTo} puts what is beyond the basic plane before U+E000; UTF-8 does not. */
    static int byCodePoint(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean beyond = Character.isSurrogate(a);
                return beyond == Character.isSurrogate(b) ? Character.compare(a, b) : beyond ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
