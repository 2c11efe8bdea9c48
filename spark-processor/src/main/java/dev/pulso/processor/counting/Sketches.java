package dev.pulso.processor.counting;

import java.util.Base64;
import java.util.SortedSet;
import org.apache.datasketches.hll.HllSketch;
import org.jspecify.annotations.Nullable;

/** Distinct counts as the contract wants them. */
final class Sketches {
    private static final int LG_K = 12;

    private Sketches() {}

    /** Sorted input, because a small sketch lists its values in the order of arrival and replays must look the same. */
    static @Nullable String of(SortedSet<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        HllSketch sketch = new HllSketch(LG_K);
        values.forEach(sketch::update);
        return Base64.getEncoder().encodeToString(sketch.toCompactByteArray());
    }
}
