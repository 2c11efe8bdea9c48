package dev.pulso.extractor.generator;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.extractor.author.AuthorKeys;
import dev.pulso.extractor.hashtag.HashtagScanner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Made-up posts by number. What post number n says depends on the seed and on n alone; its time is the caller's. Now and
 * then one updates or deletes an earlier post. For use by one thread.
 */
final class DemoPosts {
    static final String NETWORK = "demo";
    private static final int BURST_EVERY = 900;
    private static final int BURST_LENGTH = 400;
    private static final double BURST_SHARE = 0.35;
    private static final double UPDATES = 0.01;
    private static final double DELETIONS = 0.01;
    private static final double REPOSTS = 0.15;
    private static final double WITHOUT_TAG = 0.1;
    private static final int MOST_EXTRA_TAGS = 2;
    private static final int REMEMBERED = 500;

    private final String source;
    private final GeneratorSettings settings;
    private final TagPool tags;
    private final AuthorKeys keys;
    private final boolean storeText;
    private final List<Post> recent = new ArrayList<>();

    DemoPosts(String source, GeneratorSettings settings, AuthorKeys keys, boolean storeText) {
        this.source = source;
        this.settings = settings;
        this.tags = new TagPool(settings.tags(), settings.seed());
        this.keys = keys;
        this.storeText = storeText;
    }

    /** The next thing that happens. */
    Post post(long number, Instant now) {
        SplittableRandom random = new SplittableRandom(settings.seed() * 1_000_003 + number);
        double kind = random.nextDouble();
        if (kind < UPDATES && !recent.isEmpty()) {
            Post old = recent.get(random.nextInt(recent.size()));
            return post(Post.Op.UPDATE, old.postId(), text(number, random), null, random, old.createdAt(), now);
        }
        if (kind < UPDATES + DELETIONS && !recent.isEmpty()) {
            return deletion(recent.remove(random.nextInt(recent.size())).postId(), now);
        }
        boolean repost = kind < UPDATES + DELETIONS + REPOSTS && !recent.isEmpty();
        Post original = repost ? recent.get(random.nextInt(recent.size())) : null;
        Post post = post(Post.Op.CREATE, source + "-" + number, text(number, random), original, random, now, now);
        remember(post);
        return post;
    }

    private void remember(Post post) {
        recent.add(post);
        if (recent.size() > REMEMBERED) {
            recent.remove(0);
        }
    }

    /** What a post says and in which language. */
    private record Text(String words, String lang) {}

    private Text text(long number, SplittableRandom random) {
        TagPool.Topic main =
                isBurst(number) && random.nextDouble() < BURST_SHARE ? burstTopic(number) : tags.draw(random);
        Set<String> used = new LinkedHashSet<>();
        if (random.nextDouble() >= WITHOUT_TAG) {
            used.add(main.tag());
            for (int i = random.nextInt(MOST_EXTRA_TAGS + 1); i > 0; i--) {
                used.add(tags.draw(random).tag());
            }
        }
        StringBuilder words = new StringBuilder("demo post ").append(number);
        used.forEach(tag -> words.append(" #").append(tag));
        return new Text(words.toString(), main.lang());
    }

    private static boolean isBurst(long number) {
        return number % BURST_EVERY >= BURST_EVERY - BURST_LENGTH;
    }

    private TagPool.Topic burstTopic(long number) {
        return tags.any(new SplittableRandom(settings.seed() + number / BURST_EVERY));
    }

    private Post post(
            Post.Op op,
            String id,
            Text text,
            @Nullable Post original,
            SplittableRandom random,
            @Nullable Instant createdAt,
            Instant now) {
        int author = random.nextInt(settings.authors());
        List<Hashtag> hashtags = original == null
                ? HashtagScanner.hashtagsOf(text.words(), HashtagScanner.Links.SKIPPED)
                : original.hashtags();
        return new Post(
                op,
                NETWORK,
                id,
                null,
                keys.keyOf(NETWORK, source + "/" + author),
                !storeText ? null : original == null ? text.words() : original.text(),
                original == null ? text.lang() : original.lang(),
                hashtags,
                List.of(),
                List.of(),
                createdAt,
                now,
                op == Post.Op.UPDATE ? now : null,
                null,
                original == null ? null : original.postId(),
                null,
                false,
                null,
                new Post.Author((long) (author % 977) * 13, null, null),
                new Post.Ingest(Post.Ingest.Mode.LIVE, List.of()));
    }

    private static Post deletion(String id, Instant now) {
        return new Post(
                Post.Op.DELETE,
                NETWORK,
                id,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Post.Ingest(Post.Ingest.Mode.LIVE, List.of()));
    }
}
