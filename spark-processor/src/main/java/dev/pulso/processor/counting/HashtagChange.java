package dev.pulso.processor.counting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.post.Hashtag;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one post changes in the count of one hashtag.
 *
 * @param posts 1 for an addition, -1 for a removal
 * @param reposts as {@code posts} if the post repeats another, else 0
 * @param sample the post added, absent for a removal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HashtagChange(
        Key key,
        String display,
        String postId,
        int posts,
        int reposts,
        @Nullable SamplePost sample,
        Origin at) {

    /** What is counted apart. */
    public record Key(Instant windowStart, String tag, String network, String lang) {}

    static List<HashtagChange> additions(PostFact fact, Origin at) {
        return changes(Objects.requireNonNull(fact.counted()), 1, fact.sample(), at);
    }

    static List<HashtagChange> removals(Counted counted, Origin at) {
        return changes(counted, -1, null, at);
    }

    private static List<HashtagChange> changes(Counted counted, int sign, @Nullable SamplePost sample, Origin at) {
        int reposts = counted.repost() ? sign : 0;
        return counted.tags().stream()
                .map(tag ->
                        new HashtagChange(key(counted, tag), tag.text(), counted.postId(), sign, reposts, sample, at))
                .toList();
    }

    private static Key key(Counted counted, Hashtag tag) {
        return new Key(counted.windowStart(), tag.tag(), counted.network(), counted.lang());
    }

    @JsonIgnore
    boolean isRemoval() {
        return posts < 0;
    }
}
