package dev.pulso.results.hashtag;

/**
 * A place in the ranking.
 *
 * @param display the most frequent spelling
 * @param authors estimate of the distinct authors over the whole range
 */
record HashtagRank(String tag, String display, long posts, long reposts, long authors) {}
