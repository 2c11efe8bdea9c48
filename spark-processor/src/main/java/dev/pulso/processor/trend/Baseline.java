package dev.pulso.processor.trend;

/**
 * What is usual for a hashtag: exponentially weighted mean and variance of its distinct authors per window (SigniTrend,
 * Schubert et al., KDD 2014).
 */
record Baseline(double mean, double variance) {
    static final Baseline NONE = new Baseline(0, 0);

    // Windows are independent draws at best: silence beyond this has forgotten everything anyway.
    private static final long MAX_SILENCE = 5_000;
    private static final double NEGLIGIBLE = 0.02;

    /** After a window with {@code observed} authors that weighs {@code weight}. */
    Baseline after(double observed, double weight) {
        double delta = observed - mean;
        return new Baseline(mean + weight * delta, (1 - weight) * (variance + weight * delta * delta));
    }

    /** After windows {@code from} (inclusive) to {@code to} (exclusive) without an author; {@code first} is the stream's first. */
    Baseline afterSilence(long from, long to, long first, Rules rules) {
        if (to - from > MAX_SILENCE) {
            return NONE;
        }
        Baseline baseline = this;
        for (long window = from; window < to && !baseline.equals(NONE); window++) {
            baseline = baseline.after(0, rules.weight(window - first));
        }
        return baseline;
    }

    /** Whether forgetting it changes no score to speak of. */
    boolean isNegligible() {
        return mean < NEGLIGIBLE;
    }

    /**
     * How many standard deviations {@code observed} lies above the baseline. The deviation is at least that of random arrivals
     * (Poisson), because a baseline of a few windows underestimates it.
     */
    double significance(double observed) {
        return significance(observed, variance);
    }

    /** The same, measured by another variance: that from before a trend began, which has made the own one large. */
    double significance(double observed, double usualVariance) {
        double deviation = Math.sqrt(Math.max(usualVariance, mean));
        return (observed - Math.max(mean, Rules.BIAS)) / (deviation + Rules.BIAS);
    }
}
