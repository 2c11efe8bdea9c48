package dev.pulso.bench.load;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.post.Post;
import dev.pulso.contracts.post.Post.Op;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A seeded stream of new, repeated, edited and deleted posts. Not thread-safe. */
public final class PostPlan {
    private static final List<String> TAGS =
            List.of("Spark", "Kafka", "postgres", "Málaga", "東京", "java", "flink", "pulso");
    private static final List<String> LANGUAGES = List.of("en", "es", "und");
    private static final int MOST_TAGS = 3;
    private static final int AUTHORS = 500;
    private static final int KEPT = 500;

    private final String network;
    private final Disorder disorder;
    private final Random random;
    private final List<Post> recent = new ArrayList<>();
    private long number;

    /**
     * A step of the plan.
     *
     * @param id names this message among all of the plan; a repeated one has the id of the first
     */
    public record Step(String id, Post post) {}

    /** @param network name space of all posts of the plan */
    public PostPlan(String network, Disorder disorder, long seed) {
        this.network = network;
        this.disorder = disorder;
        this.random = new Random(seed);
    }

    /** The tags in their counting form. */
    public static List<String> tags() {
        return TAGS.stream().map(Hashtag::countingForm).toList();
    }

    /** 90 % new posts, 5 % repeated, 3 % edited, 2 % deleted. */
    public Step next() {
        int dice = random.nextInt(100);
        if (dice < 90 || recent.isEmpty()) {
            return fresh();
        }
        int which = random.nextInt(recent.size());
        Post known = recent.get(which);
        if (dice < 95) {
            return new Step(known.postId() + "/create", known);
        }
        if (dice < 98) {
            // Edited once: what is edited twice within a clock tick has two revisions of the same time.
            recent.remove(which);
            return new Step(known.postId() + "/update", changed(known, Op.UPDATE));
        }
        recent.remove(which);
        return new Step(known.postId() + "/delete", changed(known, Op.DELETE));
    }

    private Step fresh() {
        String id = Long.toString(number++);
        Instant now = Instant.now();
        Post post = post(Op.CREATE, id, disorder.time(now, random), now, null);
        recent.add(post);
        if (recent.size() > KEPT) {
            recent.remove(0);
        }
        return new Step(id + "/create", post);
    }

    private Post changed(Post known, Op op) {
        Instant now = Instant.now();
        return post(op, known.postId(), known.createdAt(), now, op == Op.UPDATE ? now : null);
    }

    private Post post(Op op, String id, @Nullable Instant created, Instant observed, @Nullable Instant edited) {
        List<Hashtag> tags = new ArrayList<>();
        int count = op == Op.DELETE ? 0 : 1 + random.nextInt(MOST_TAGS);
        for (int i = 0; i < count; i++) {
            // The product of two prefers the first tags, as people do.
            tags.add(Hashtag.of(TAGS.get((int) (TAGS.size() * random.nextDouble() * random.nextDouble()))));
        }
        String text = tags.stream().map(tag -> "#" + tag.text()).reduce("", (a, b) -> a + " " + b);
        return new Post(
                op,
                network,
                id,
                null,
                op == Op.DELETE ? null : "k1:%064x".formatted(random.nextInt(AUTHORS)),
                op == Op.DELETE ? null : text,
                op == Op.DELETE ? null : LANGUAGES.get(random.nextInt(LANGUAGES.size())),
                tags,
                List.of(),
                List.of(),
                op == Op.DELETE ? null : created,
                observed,
                edited,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
