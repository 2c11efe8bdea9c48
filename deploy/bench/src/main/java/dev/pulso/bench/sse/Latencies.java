package dev.pulso.bench.sse;

/** How long deliveries took, in classes of a tenth of a millisecond up to ten seconds. */
final class Latencies {
    private static final int PER_MILLI = 10;
    private static final long NANOS_PER_CLASS = 1_000_000 / PER_MILLI;

    private final long[] classes = new long[10_000 * PER_MILLI];
    private long count;

    void add(long nanos) {
        classes[(int) Math.min(classes.length - 1, Math.max(0, nanos / NANOS_PER_CLASS))]++;
        count++;
    }

    long count() {
        return count;
    }

    /** Milliseconds within which this share of the deliveries arrived. */
    double percentile(double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int i = 0; i < classes.length; i++) {
            seen += classes[i];
            if (seen >= wanted) {
                return (i + 1.0) / PER_MILLI;
            }
        }
        return Double.NaN;
    }
}
