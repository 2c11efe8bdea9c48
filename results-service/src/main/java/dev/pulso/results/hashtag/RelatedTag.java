package dev.pulso.results.hashtag;

/**
 * A tag that stands beside another one.
 *
 * @param display a spelling of it
 * @param posts example posts that carry both
 * @param share of the example posts looked at, 0 to 1
 */
record RelatedTag(String tag, String display, long posts, double share) {}
