package dev.pulso.results.hashtag;

/**
 * How a tag is used in a range.
 *
 * @param display the spelling of most posts
 */
public record TagUse(long posts, String display) {}
