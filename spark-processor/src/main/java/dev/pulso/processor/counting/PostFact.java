package dev.pulso.processor.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.post.Post.Op;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a record says about a post.
 *
 * @param revision orders the revisions of the post
 * @param counted how it is to be counted; absent for DELETE
 * @param sample how it may be shown; absent for DELETE
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PostFact(
        Op op,
        Instant revision,
        @Nullable Counted counted,
        @Nullable SamplePost sample,
        String network,
        String postId) {

    /** The post as state: counted, with a fingerprint of what a reader sees of it. */
    PostState counting(int mostPaired) {
        Counted post = Objects.requireNonNull(counted);
        int paired = Math.min(post.tags().size(), mostPaired);
        int shown = sample == null ? 0 : Objects.hash(sample.text(), sample.uri());
        return new PostState(revision, post, shown, paired < 2 ? 0 : paired);
    }
}
