package dev.pulso.processor.trend;

import dev.pulso.contracts.trend.Trend.State;

/**
 * The life of one trend.
 *
 * @param since first window above the threshold
 * @param variance of the baseline before it began
 * @param peak highest score
 * @param peakWindow window in which it was reached
 * @param last score of the last window looked at
 * @param state where it is
 */
record Life(long since, double variance, double peak, long peakWindow, double last, State state) {
    /** The share of the peak below which a trend is on its way out. */
    private static final double PEAKING_FROM = 0.5;

    static Life begun(long window, Baseline before, double score) {
        return new Life(window, before.variance(), score, window, score, State.RISING);
    }

    /** A window, even an unfinished one, stands higher than all before. */
    Life risen(long window, double score) {
        return new Life(since, variance, score, window, score, State.RISING);
    }

    /** After a whole window with this score. */
    Life after(long window, double score, double threshold) {
        if (score > peak || window == peakWindow) {
            return risen(window, Math.max(score, peak));
        }
        State next;
        if (score < threshold || score < peak * PEAKING_FROM) {
            next = State.FADING;
        } else {
            next = State.PEAKING;
        }
        return new Life(since, variance, peak, peakWindow, score, next);
    }

    /** What it is worth at a window: the peak counts on, halving with time. */
    double score(long window, Rules rules) {
        return Math.max(last, rules.faded(peak, Math.max(0, window - peakWindow)));
    }
}
