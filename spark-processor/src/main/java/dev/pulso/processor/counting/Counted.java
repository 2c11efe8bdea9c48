package dev.pulso.processor.counting;

import dev.pulso.contracts.post.Hashtag;
import java.time.Instant;
import java.util.List;

/**
 * How a post stands in the counts: enough to take it out again.
 *
 * @param windowStart the minute of its creation
 * @param tags each counting form once, with the spelling of its first appearance
 * @param repost whether it repeats another post
 */
public record Counted(
        Instant windowStart, String network, String postId, String lang, List<Hashtag> tags, boolean repost) {
    public Counted {
        tags = List.copyOf(tags);
    }
}
