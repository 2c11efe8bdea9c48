package dev.pulso.results.hashtag;

import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.results.sketch.Sketches;
import org.jspecify.annotations.Nullable;

/**
 * What has been counted for a hashtag in a minute.
 *
 * @param display a spelling of the tag
 * @param posts posts with the tag, reposts included
 * @param reposts those that repeat another post
 * @param authors sketch of the authors; a sketch cannot forget, so it goes when the last post goes
 * @param span minutes it stands for: more than one in days that have been thinned
 */
record HashtagCount(
        String display, long posts, long reposts, byte @Nullable [] authors, HashtagSamples samples, int span) {
    static final HashtagCount NOTHING = new HashtagCount("", 0, 0, null, HashtagSamples.NONE, 1);

    /** @throws ArithmeticException if a count leaves the range of a long */
    HashtagCount plus(HashtagDelta delta, byte @Nullable [] sketch) {
        long sum = Math.addExact(posts, delta.posts());
        return new HashtagCount(
                delta.display(),
                sum,
                Math.addExact(reposts, delta.reposts()),
                sum <= 0 ? null : Sketches.union(authors, sketch),
                samples.plus(delta.samplePosts(), delta.removedPosts()),
                span);
    }

    /** Distinct authors. Never more than posts, which is the better bound after deletions. */
    long authorEstimate() {
        return Math.min(Sketches.estimate(authors), Math.max(posts, 0));
    }
}
