package dev.pulso.contracts.hashtag;

import dev.pulso.contracts.Require;
import java.time.Instant;

/**
 * The counts of a hashtag in one minute, absolute ({@code pulso.hashtag-window.v1}). Published after they are in the
 * store; the highest {@code version} of a key is the truth.
 *
 * @param posts posts that carry the tag, reposts included
 * @param reposts those of {@code posts} that repeat another post
 * @param authors estimate of the distinct authors
 * @param version grows with every change of the row
 */
public record HashtagWindow(
        Instant windowStart,
        Instant windowEnd,
        String tag,
        String display,
        String network,
        String lang,
        long posts,
        long reposts,
        long authors,
        long version) {
    public HashtagWindow {
        Require.windowStart(windowStart, HashtagDelta.WINDOW);
        Require.notEmpty(tag, "tag");
        Require.notEmpty(network, "network");
        Require.notEmpty(lang, "lang");
        display = display == null ? tag : display;
        windowEnd = windowEnd == null ? windowStart.plus(HashtagDelta.WINDOW) : windowEnd;
    }

    /** Key of the record: {@code windowStart|tag|network|lang}. */
    public String key() {
        return windowStart + "|" + tag + "|" + network + "|" + lang;
    }
}
