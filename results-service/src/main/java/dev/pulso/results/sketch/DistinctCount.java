package dev.pulso.results.sketch;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/** Counts distinct things over many sketches. About 4 KB at most; for one thread. */
public final class DistinctCount {
    private final Union union = new Union(Sketches.LG_K);

    public void add(byte @Nullable [] sketch) {
        if (sketch != null) {
            union.update(HllSketch.heapify(sketch));
        }
    }

    public long estimate() {
        return Math.round(union.getEstimate());
    }
}
