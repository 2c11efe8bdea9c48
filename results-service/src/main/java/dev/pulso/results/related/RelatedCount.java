package dev.pulso.results.related;

import dev.pulso.contracts.hashtag.RelatedDelta;

/**
 * What has been counted for a pair in a minute.
 *
 * @param posts posts with both tags, reposts included
 * @param reposts those that repeat another post
 */
record RelatedCount(long posts, long reposts) {
    static final RelatedCount NOTHING = new RelatedCount(0, 0);

    /** @throws ArithmeticException if a count leaves the range of a long */
    RelatedCount plus(RelatedDelta delta) {
        return new RelatedCount(Math.addExact(posts, delta.posts()), Math.addExact(reposts, delta.reposts()));
    }
}
