package dev.pulso.results.hashtag;

import dev.pulso.contracts.post.Hashtag;
import java.util.Comparator;

/** A tag's counts over a range of time. */
record Total(String tag, long posts, long reposts) {
    /** Most posts first, ties by code point, as PostgreSQL orders collation "C". */
    static final Comparator<Total> RANKING =
            Comparator.comparingLong(Total::posts).reversed().thenComparing(Total::tag, Hashtag.ORDER);
}
