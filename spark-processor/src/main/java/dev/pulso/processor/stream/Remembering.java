package dev.pulso.processor.stream;

import dev.pulso.processor.settings.Settings;
import java.io.Serializable;
import java.time.Duration;

/**
 * What is remembered of posts and events.
 *
 * @param timeToLive how long after they were last seen
 * @param sweepEvery batches between two looks for what is to be forgotten
 * @param mostPaired so many tags of a post, from the first, make pairs
 */
record Remembering(Duration timeToLive, int sweepEvery, int mostPaired) implements Serializable {
    /** Looking for keys to forget reads all state: an hour apart at two batches a second. */
    private static final int SWEEP_EVERY = 7_200;

    static Remembering of(Settings settings) {
        return new Remembering(settings.stateTtl(), SWEEP_EVERY, settings.relatedTags());
    }

    boolean sweepsAt(long batch) {
        return batch % sweepEvery == sweepEvery - 1;
    }
}
