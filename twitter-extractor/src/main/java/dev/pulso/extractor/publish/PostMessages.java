package dev.pulso.extractor.publish;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.post.Post;
import java.util.Objects;

/** The message of a post. The same revision of a post has the same id, whoever reads it and however often. */
public final class PostMessages {
    private PostMessages() {}

    public static CloudEvent<Post> messageOf(Post post) {
        return new CloudEvent<>(
                idOf(post),
                "/pulso/extractor/" + post.network(),
                Topics.POSTS.type(),
                post.key(),
                Objects.requireNonNullElse(post.createdAt(), post.observedAt()),
                null,
                post);
    }

    private static String idOf(Post post) {
        return switch (post.op()) {
            case CREATE -> post.postId();
            case UPDATE -> post.postId() + "/updated/" + post.revision();
            case DELETE -> post.postId() + "/deleted";
        };
    }
}
