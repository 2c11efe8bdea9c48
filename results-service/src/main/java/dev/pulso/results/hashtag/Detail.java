package dev.pulso.results.hashtag;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a ranking shows of a tag besides its counts, over a piece of time.
 *
 * @param spellings posts by spelling
 * @param authors sketch of the authors
 */
record Detail(Map<String, Long> spellings, byte @Nullable [] authors) {
    static final Detail NONE = new Detail(Map.of(), null);

    /** The spelling of most posts; of equals the first by code point. */
    String display(String tag) {
        return spellings.entrySet().stream()
                .max(Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(tag);
    }

    int weight() {
        return 200 + 80 * spellings.size() + (authors == null ? 0 : authors.length);
    }
}
