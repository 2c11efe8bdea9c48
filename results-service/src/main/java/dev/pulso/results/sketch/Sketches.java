package dev.pulso.results.sketch;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/** Serialized Apache DataSketches HLL sketches, lgK 12 (standard error 1.6 %, at most about 2 KB stored). */
public final class Sketches {
    static final int LG_K = 12;
    // The preamble: length in integers, serial version, family, lgK, …
    private static final int SHORTEST = 8;
    private static final byte SERIAL_VERSION = 1;
    private static final byte HLL_FAMILY = 7;

    private Sketches() {}

    /**
     * Checks bytes that came from outside.
     *
     * @throws IllegalArgumentException if they are no HLL sketch
     */
    public static byte[] checked(byte[] bytes) {
        boolean preamble = bytes.length >= SHORTEST && bytes[1] == SERIAL_VERSION && bytes[2] == HLL_FAMILY;
        if (!preamble) {
            throw new IllegalArgumentException("no HLL sketch");
        }
        try {
            HllSketch.heapify(bytes);
            return bytes;
        } catch (RuntimeException | AssertionError e) {
            // The library trusts what it reads: broken bytes end in index errors, or in asserts where those are on.
            throw new IllegalArgumentException("no HLL sketch", e);
        }
    }

    /** The union of a stored sketch and a further one. */
    public static byte @Nullable [] union(byte @Nullable [] stored, byte @Nullable [] added) {
        if (stored == null || added == null) {
            return stored == null ? added : stored;
        }
        Union union = new Union(LG_K);
        union.update(HllSketch.heapify(stored));
        union.update(HllSketch.heapify(added));
        return union.getResult(TgtHllType.HLL_4).toCompactByteArray();
    }

    /** Distinct things in a sketch; 0 without one. */
    public static long estimate(byte @Nullable [] sketch) {
        return sketch == null ? 0 : Math.round(HllSketch.heapify(sketch).getEstimate());
    }
}
