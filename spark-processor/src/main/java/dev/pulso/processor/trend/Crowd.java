package dev.pulso.processor.trend;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import java.util.ArrayList;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * Who used a hashtag in one window: sketches (3 % error, at most 0.6 KiB each, exact for small crowds), so that a post that is
 * seen twice changes nothing and a crowd of a million takes no more room than one of a hundred.
 */
final class Crowd {
    private static final int LG_K = 10;
    private static final int MAX_SAMPLES = 3;

    private final HllSketch authors;
    private final HllSketch opinions;
    private final HllSketch posts;
    private final List<SamplePost> samples;

    /** As it is kept. */
    record State(byte[] authors, byte[] opinions, byte[] posts, List<SamplePost> samples) {
        @JsonCreator
        State(
                @JsonProperty("authors") byte[] authors,
                @JsonProperty("opinions") byte[] opinions,
                @JsonProperty("posts") byte[] posts,
                @JsonProperty("samples") List<SamplePost> samples) {
            this.authors = authors;
            this.opinions = opinions;
            this.posts = posts;
            this.samples = samples;
        }
    }

    Crowd() {
        this(sketch(), sketch(), sketch(), List.of());
    }

    private Crowd(HllSketch authors, HllSketch opinions, HllSketch posts, List<SamplePost> samples) {
        this.authors = authors;
        this.opinions = opinions;
        this.posts = posts;
        this.samples = new ArrayList<>(samples);
    }

    static Crowd of(State state) {
        return new Crowd(
                HllSketch.heapify(state.authors),
                HllSketch.heapify(state.opinions),
                HllSketch.heapify(state.posts),
                state.samples);
    }

    State state() {
        return new State(
                authors.toCompactByteArray(),
                opinions.toCompactByteArray(),
                posts.toCompactByteArray(),
                List.copyOf(samples));
    }

    void add(Voice voice) {
        authors.update(voice.author());
        opinions.update(voice.opinion());
        posts.update(voice.postKey());
        if (samples.size() < MAX_SAMPLES && samples.stream().noneMatch(each -> Voice.areAlike(each, voice.post()))) {
            samples.add(voice.post());
        }
    }

    /** Takes a deleted post off the show. Whether it was there. */
    boolean forget(String postId) {
        return samples.removeIf(each -> each.postId().equals(postId));
    }

    /** Distinct authors, of whom so many that say the same count as {@link Rules#SAME_TEXT}. */
    long observed() {
        return Math.min(authors(), Math.round(opinions.getEstimate()));
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

    private static HllSketch sketch() {
        return new HllSketch(LG_K, TgtHllType.HLL_4);
    }
}
