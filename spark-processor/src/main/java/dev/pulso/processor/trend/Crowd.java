package dev.pulso.processor.trend;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.jspecify.annotations.Nullable;

/**
 * Who used a hashtag in one window: sketches (3 % error, at most 0.6 KiB each, exact for small crowds), so that a post that is
 * seen twice changes nothing and a crowd of a million takes no more room than one of a hundred.
 */
final class Crowd {
    private static final int LG_K = 10;
    private static final int MAX_SAMPLES = 3;
    // A farm varies the link and whom it addresses, not the words.
    private static final Pattern VARIED = Pattern.compile("https?://\\S+|@\\S+|\\s+");

    private final HllSketch authors;
    private final HllSketch voices;
    private final HllSketch posts;
    private final List<SamplePost> samples;

    /** As it is kept. */
    record State(byte[] authors, byte[] voices, byte[] posts, List<SamplePost> samples) {
        @JsonCreator
        State(
                @JsonProperty("authors") byte[] authors,
                @JsonProperty("voices") byte[] voices,
                @JsonProperty("posts") byte[] posts,
                @JsonProperty("samples") List<SamplePost> samples) {
            this.authors = authors;
            this.voices = voices;
            this.posts = posts;
            this.samples = samples;
        }
    }

    Crowd() {
        this(sketch(), sketch(), sketch(), List.of());
    }

    private Crowd(HllSketch authors, HllSketch voices, HllSketch posts, List<SamplePost> samples) {
        this.authors = authors;
        this.voices = voices;
        this.posts = posts;
        this.samples = new ArrayList<>(samples);
    }

    static Crowd of(State state) {
        return new Crowd(
                HllSketch.heapify(state.authors),
                HllSketch.heapify(state.voices),
                HllSketch.heapify(state.posts),
                state.samples);
    }

    State state() {
        return new State(
                authors.toCompactByteArray(),
                voices.toCompactByteArray(),
                posts.toCompactByteArray(),
                List.copyOf(samples));
    }

    void add(SamplePost post, String author, String postKey) {
        authors.update(author);
        voices.update(voice(post.text(), author));
        posts.update(postKey);
        if (samples.size() < MAX_SAMPLES && samples.stream().noneMatch(each -> isLike(each, post))) {
            samples.add(post);
        }
    }

    /** Takes a deleted post off the show. Whether it was there. */
    boolean forget(String postId) {
        return samples.removeIf(each -> each.postId().equals(postId));
    }

    /** Distinct authors, of whom so many that say the same count as {@link Rules#SAME_TEXT}. */
    long observed() {
        return Math.min(authors(), Math.round(voices.getEstimate()));
    }

    long authors() {
        return Math.round(authors.getEstimate());
    }

    long posts() {
        return Math.max(authors(), Math.round(posts.getEstimate()));
    }

    List<SamplePost> samples() {
        return List.copyOf(samples);
    }

    /** Equal for authors of the same text, but for a few. Without a text everyone speaks for himself. */
    private static String voice(@Nullable String text, String author) {
        if (text == null || text.isEmpty()) {
            return author;
        }
        return Math.floorMod(author.hashCode(), Rules.SAME_TEXT) + " " + plain(text);
    }

    private static String plain(String text) {
        return VARIED.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isLike(SamplePost one, SamplePost other) {
        boolean sameAuthor = one.authorKey() != null && one.authorKey().equals(other.authorKey());
        boolean sameText =
                one.text() != null && other.text() != null && plain(one.text()).equals(plain(other.text()));
        return one.postId().equals(other.postId()) || sameAuthor || sameText;
    }

    private static HllSketch sketch() {
        return new HllSketch(LG_K, TgtHllType.HLL_4);
    }
}
