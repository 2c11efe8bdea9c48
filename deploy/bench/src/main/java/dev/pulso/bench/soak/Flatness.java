package dev.pulso.bench.soak;

import java.util.List;

/**
 * Whether a series is flat. The second quarter of the run is compared with the last: the first is warm-up (class
 * loading, compilation, caches and connection pools that fill). Medians for memory and file handles, because single garbage
 * collections and bursts say nothing. The lowest value of each quarter for the heap, because that is what a collection leaves. The
 * highest for threads: pools breathe between a few threads and their bound, and a leak goes beyond it. Lag is flat if it does
 * not grow, or is no more than a few seconds of input.
 *
 * @param before second quarter
 * @param after last quarter
 */
record Flatness(Series series, double before, double after) {
    static Flatness of(Series series) {
        List<Double> second = series.between(0.25, 0.5);
        List<Double> last = series.between(0.75, 1);
        return switch (series.kind()) {
            case HEAP_MB -> new Flatness(series, lowest(second), lowest(last));
            case THREADS -> new Flatness(series, highest(second), highest(last));
            case MEMORY_MB, FILE_HANDLES, LAG_RECORDS, DISK_MB -> new Flatness(series, median(second), median(last));
        };
    }

    /**
     * Whether it may stay as it is for months.
     *
     * @param mostLag records that may wait at the end, however few there were before
     */
    boolean isFlat(double mostLag) {
        return switch (series.kind()) {
            case LAG_RECORDS -> after <= Math.max(before, mostLag);
            case DISK_MB -> true;
            case MEMORY_MB, HEAP_MB, FILE_HANDLES, THREADS ->
                after <= series.kind().mostAbove(before);
        };
    }

    private static double lowest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static double highest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
