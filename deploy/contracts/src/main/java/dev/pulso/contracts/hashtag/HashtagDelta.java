package dev.pulso.contracts.hashtag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one micro-batch changes in the counts of a hashtag in one minute ({@code pulso.hashtag-delta.v1}).
 *
 * <p>There is one delta per key and batch, and a replayed batch has the same content. A reader therefore adds a delta
 * only if {@code batch} is newer than the last one it applied to that key for that {@code query}.
 *
 * @param windowStart start of the minute, event time
 * @param windowEnd end of the minute, exclusive
 * @param tag counting form
 * @param display a spelling seen in this batch
 * @param network name space of the posts
 * @param lang language of the posts, {@code und} if unknown
 * @param posts posts that carry the tag, reposts included; negative where deletions and edits outweigh
 * @param reposts those of {@code posts} that repeat another post
 * @param authorsSketch Apache DataSketches HLL (lgK 12) of the author keys, base64; absent if no author was added
 * @param samplePosts up to three posts added by this batch
 * @param removedPosts ids of the posts this batch takes away, so that samples of them disappear
 * @param query {@code name@generation}; the generation is the creation time of the checkpoint in epoch milliseconds
 * @param batch id of the micro-batch, growing within a generation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HashtagDelta(
        Instant windowStart,
        Instant windowEnd,
        String tag,
        String display,
        String network,
        String lang,
        long posts,
        long reposts,
        @Nullable String authorsSketch,
        List<SamplePost> samplePosts,
        List<String> removedPosts,
        String query,
        long batch) {

    /** Length of a counting window. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** An example to show beside a count. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SamplePost(
            String postId,
            @Nullable String uri,
            @Nullable String text,
            @Nullable String authorKey,
            Instant createdAt) {
        public SamplePost {
            Require.notEmpty(postId, "samplePosts.postId");
            Require.notNull(createdAt, "samplePosts.createdAt");
        }
    }

    public HashtagDelta {
        Require.windowStart(windowStart, WINDOW);
        Require.notEmpty(tag, "tag");
        Require.notEmpty(network, "network");
        Require.notEmpty(lang, "lang");
        Require.notEmpty(query, "query");
        display = display == null ? tag : display;
        windowEnd = windowEnd == null ? windowStart.plus(WINDOW) : windowEnd;
        samplePosts = samplePosts == null ? List.of() : List.copyOf(samplePosts);
        removedPosts = removedPosts == null ? List.of() : List.copyOf(removedPosts);
    }

    /** Key of the record: {@code windowStart|tag|network|lang}. */
    public String key() {
        return windowStart + "|" + tag + "|" + network + "|" + lang;
    }
}
