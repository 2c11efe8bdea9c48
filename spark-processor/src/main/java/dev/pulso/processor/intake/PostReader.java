package dev.pulso.processor.intake;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.processor.counting.Counted;
import dev.pulso.processor.counting.PostFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records of {@code pulso.posts}. */
final class PostReader {
    private static final int MAX_NETWORK = 100;
    private static final int MAX_ID = 500;
    private static final int MAX_LANG = 100;
    // Together with the rest of the key below PostgreSQL's limit of 2,704 bytes for an indexed row.
    private static final int MAX_TAG = 500;
    // What the networks allow is 280 to 500; a batch of 100,000 samples has to fit into the heap.
    private static final int MAX_SAMPLE_TEXT = 500;
    private static final int MAX_SAMPLE_FIELD = 1000;
    private static final String UNKNOWN_LANGUAGE = "und";

    private PostReader() {}

    static PostFact read(byte[] value) throws InvalidMessageException, Refused {
        Post post = MessageCodec.read(Topics.POSTS, value).data();
        Text.identity(post.network(), "/data/network", MAX_NETWORK);
        Text.identity(post.postId(), "/data/postId", MAX_ID);
        EventTime.sane(post.revision(), "/data/observedAt");
        if (post.op() == Post.Op.DELETE) {
            return new PostFact(post.op(), post.revision(), null, null, post.network(), post.postId());
        }
        Instant createdAt = EventTime.sane(post.createdAt(), "/data/createdAt");
        return new PostFact(
                post.op(),
                post.revision(),
                counted(post, createdAt),
                sample(post, createdAt),
                post.network(),
                post.postId());
    }

    private static Counted counted(Post post, Instant createdAt) throws Refused {
        String lang = post.lang() == null || post.lang().isEmpty()
                ? UNKNOWN_LANGUAGE
                : Text.identity(post.lang(), "/data/lang", MAX_LANG);
        return new Counted(
                EventTime.windowOf(createdAt, HashtagDelta.WINDOW),
                post.network(),
                post.postId(),
                lang,
                tags(post.hashtags()),
                post.repostOf() != null);
    }

    /** Counted by the counting form made here: a sender that does not fold its tags must not split the count. */
    private static List<Hashtag> tags(List<Hashtag> hashtags) throws Refused {
        Map<String, Hashtag> tags = new LinkedHashMap<>();
        for (int i = 0; i < hashtags.size(); i++) {
            String tag = Hashtag.countingForm(hashtags.get(i).tag());
            if (!tag.isEmpty()) {
                Text.identity(tag, "/data/hashtags/" + i + "/tag", MAX_TAG);
                String spelling = Text.shown(hashtags.get(i).text(), MAX_TAG);
                tags.putIfAbsent(tag, new Hashtag(tag, spelling == null || spelling.isEmpty() ? tag : spelling));
            }
        }
        return new ArrayList<>(tags.values());
    }

    private static SamplePost sample(Post post, Instant createdAt) {
        return new SamplePost(
                post.postId(),
                Text.shown(post.uri(), MAX_SAMPLE_FIELD),
                Text.shown(post.text(), MAX_SAMPLE_TEXT),
                Text.shown(post.authorKey(), MAX_SAMPLE_FIELD),
                createdAt);
    }
}
