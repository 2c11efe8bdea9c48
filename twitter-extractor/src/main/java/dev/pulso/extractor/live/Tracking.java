package dev.pulso.extractor.live;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which posts a source wants: those with one of some hashtags or with one of some words in their text; all without
 * either. The names of what matched go along with the post.
 */
public final class Tracking {
    /** Names of the settings it reads. */
    public static final Set<String> SETTINGS = Set.of("tags", "terms");

    private final Set<String> tags;
    private final List<String> terms;
    private final boolean storeText;

    private Tracking(Set<String> tags, List<String> terms, boolean storeText) {
        this.tags = tags;
        this.terms = terms;
        this.storeText = storeText;
    }

    /** @param storeText whether posts keep their text; matching needs it either way */
    public static Tracking of(Map<String, String> settings, boolean storeText) {
        return new Tracking(
                Settings.words(settings, "tags").stream()
                        .map(tag -> Hashtag.countingForm(tag.startsWith("#") ? tag.substring(1) : tag))
                        .collect(Collectors.toUnmodifiableSet()),
                Settings.words(settings, "terms").stream()
                        .map(Hashtag::countingForm)
                        .toList(),
                storeText);
    }

    boolean isEverything() {
        return tags.isEmpty() && terms.isEmpty();
    }

    /**
     * The post as it goes out, or null if it is not wanted. Deletions always are: what they name may have gone out long
     * ago. An edit after which a post is no longer wanted is a deletion for whoever counts the wanted ones.
     */
    @Nullable
    Post accept(Post post, Post.Ingest.Mode mode) {
        if (post.op() == Post.Op.DELETE) {
            return post;
        }
        List<String> matched = matches(post);
        if (!isEverything() && matched.isEmpty()) {
            return post.op() == Post.Op.UPDATE ? deletion(post) : null;
        }
        List<String> rules = post.ingest() == null ? List.of() : post.ingest().rules();
        return with(post, new Post.Ingest(mode, isEverything() ? rules : matched));
    }

    private List<String> matches(Post post) {
        List<String> matched = new ArrayList<>();
        for (Hashtag hashtag : post.hashtags()) {
            if (tags.contains(hashtag.tag())) {
                matched.add("#" + hashtag.tag());
            }
        }
        if (!terms.isEmpty() && post.text() != null) {
            String text = Hashtag.countingForm(post.text());
            terms.stream().filter(text::contains).forEach(matched::add);
        }
        return matched.stream().distinct().toList();
    }

    private static Post deletion(Post post) {
        return new Post(
                Post.Op.DELETE,
                post.network(),
                post.postId(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                post.observedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                post.ingest());
    }

    private Post with(Post post, Post.Ingest ingest) {
        return new Post(
                post.op(),
                post.network(),
                post.postId(),
                post.uri(),
                post.authorKey(),
                storeText ? post.text() : null,
                post.lang(),
                post.hashtags(),
                post.mentions(),
                post.urls(),
                post.createdAt(),
                post.observedAt(),
                post.editedAt(),
                post.replyTo(),
                post.repostOf(),
                post.quoteOf(),
                post.sensitive(),
                post.metrics(),
                post.author(),
                ingest);
    }
}
