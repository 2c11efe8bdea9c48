package dev.pulso.extractor.format;

import dev.pulso.extractor.hashtag.HashtagScanner;

/**
 * What becomes of the texts of posts.
 *
 * @param store whether posts keep them; tags are read either way
 * @param links whether a {@code #} within a link starts a tag, where a text has to be scanned for its tags
 */
public record TextRules(boolean store, HashtagScanner.Links links) {
    public static TextRules of(FormatConfig config) {
        return new TextRules(
                config.storeText(), config.tagsInLinks() ? HashtagScanner.Links.COUNTED : HashtagScanner.Links.SKIPPED);
    }

    /** For readers that filter by text and drop it themselves. */
    public TextRules keepingText() {
        return new TextRules(true, links);
    }
}
