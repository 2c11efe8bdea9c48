package dev.pulso.bench.soak;

import java.util.List;

/**
 * Whether a series is flat. The second quarter of the run is compared with the last: the first is warm-up (class
 * loading, compilation, caches and connection pools that fill). Medians, because single garbage collections and bursts say
 * nothing; for the heap the lowest value of each quarter, because that is what is really kept. A leak of one part in
 * twelve between the middles of the two quarters is found, which in 30 minutes is 18 MB an hour for a service of 100 MB.
 *
 * @param before second quarter
 * @param after last quarter
 */
record Flatness(Series series, double before, double after) {
    static Flatness of(Series series) {
        List<Double> second = series.between(0.25, 0.5);
        List<Double> last = series.between(0.75, 1);
        return series.kind() == Series.Kind.HEAP_MB
                ? new Flatness(series, lowest(second), lowest(last))
                : new Flatness(series, median(second), median(last));
    }

    /**
     * Whether it may stay as it is for months.
     *
     * @param mostLag records that may wait at the end
     */
    boolean isFlat(double mostLag) {
        return switch (series.kind()) {
            case LAG_RECORDS -> after <= mostLag;
            case DISK_MB -> true;
            case MEMORY_MB, HEAP_MB, FILE_HANDLES, THREADS ->
                after <= series.kind().mostAbove(before);
        };
    }

    private static double lowest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
