package dev.pulso.contracts.hashtag;

import dev.pulso.contracts.Require;
import dev.pulso.contracts.post.Hashtag;
import java.time.Instant;

/**
 * What one micro-batch changes in the count of a pair of hashtags in one minute ({@code pulso.related-delta.v1}): posts
 * that carry both. A reader adds it by the rule of {@link HashtagDelta}.
 *
 * @param windowStart start of the minute, event time
 * @param windowEnd end of the minute, exclusive
 * @param tag counting form of the one that comes first in {@link Hashtag#ORDER}
 * @param related counting form of the other
 * @param network name space of the posts
 * @param lang language of the posts, {@code und} if unknown
 * @param posts posts that carry both, reposts included; negative where deletions and edits outweigh
 * @param reposts those of {@code posts} that repeat another post
 * @param query {@code name@generation}; the generation is the creation time of the checkpoint in epoch milliseconds
 * @param batch id of the micro-batch, growing within a generation
 */
public record RelatedDelta(
        Instant windowStart,
        Instant windowEnd,
        String tag,
        String related,
        String network,
        String lang,
        long posts,
        long reposts,
        String query,
        long batch) {
    public RelatedDelta {
        Require.windowStart(windowStart, HashtagDelta.WINDOW);
        Require.notEmpty(tag, "tag");
        Require.behind(Require.notEmpty(related, "related"), tag, Hashtag.ORDER, "related");
        Require.notEmpty(network, "network");
        Require.notEmpty(lang, "lang");
        Require.notEmpty(query, "query");
        windowEnd = windowEnd == null ? windowStart.plus(HashtagDelta.WINDOW) : windowEnd;
    }

    /** Key of the record: {@code windowStart|tag|related|network|lang}. */
    public String key() {
        return windowStart + "|" + tag + "|" + related + "|" + network + "|" + lang;
    }
}
