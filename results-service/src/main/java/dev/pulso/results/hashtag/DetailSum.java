package dev.pulso.results.hashtag;

import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.sketch.DistinctCount;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up rows of a tag; for one thread. The sketches are united in one go: in pairs it would take several times as long. */
final class DetailSum {
    private final Map<String, Long> spellings = new HashMap<>();
    private final DistinctCount authors = new DistinctCount();

    void add(String display, long posts, byte @Nullable [] sketch) {
        if (posts > 0) {
            spellings.merge(display, posts, Saturating::add);
        }
        authors.add(sketch);
    }

    void add(Detail detail) {
        detail.spellings().forEach((spelling, posts) -> spellings.merge(spelling, posts, Saturating::add));
        authors.add(detail.authors());
    }

    Detail detail() {
        return new Detail(Map.copyOf(spellings), authors.sketch());
    }

    long authorEstimate() {
        return authors.estimate();
    }
}
