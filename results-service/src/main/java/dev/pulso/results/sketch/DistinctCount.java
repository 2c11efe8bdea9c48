package dev.pulso.results.sketch;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/**
 * Counts distinct things over many sketches; for one thread. The estimate depends on what is in the sketches and not on
 * the order or the grouping in which they were united: a month of days says the same as a month of minutes.
 */
public final class DistinctCount {
    private byte @Nullable [] only;
    private @Nullable Union union;

    public void add(byte @Nullable [] sketch) {
        if (sketch == null) {
            return;
        }
        if (union == null && only == null) {
            only = sketch;
            return;
        }
        Union all = open();
        all.update(HllSketch.heapify(sketch));
    }

    private Union open() {
        Union all = union;
        if (all == null) {
            all = new Union(Sketches.LG_K);
            union = all;
            if (only != null) {
                all.update(HllSketch.heapify(only));
            }
        }
        return all;
    }

    /** The union as a sketch; null if nothing was added. */
    public byte @Nullable [] sketch() {
        return union == null ? only : union.getResult(TgtHllType.HLL_4).toCompactByteArray();
    }

    /** The composite estimator: the other one of the library depends on the order of the unions. */
    public long estimate() {
        return only == null ? 0 : Math.round(open().getCompositeEstimate());
    }
}
