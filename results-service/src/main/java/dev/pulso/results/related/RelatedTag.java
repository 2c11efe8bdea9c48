package dev.pulso.results.related;

/**
 * A tag that stands beside another one.
 *
 * @param display the spelling of most posts
 * @param posts posts that carry both, reposts included
 * @param share of the posts that carry the other one, 0 to 1
 * @param variant whether the two are spellings of one another
 */
record RelatedTag(String tag, String display, long posts, double share, boolean variant) {}
