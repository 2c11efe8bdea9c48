package dev.pulso.processor.trend;

import java.time.Duration;
import java.time.Instant;

/**
 * What counts as a trend.
 *
 * @param window length of the windows in which authors are counted, whole minutes
 * @param memory half-life of the baseline
 * @param warmUp event time that a stream must have been seen for before anything in it is judged
 * @param threshold score from which a hashtag trends, in standard deviations
 * @param minAuthors fewest authors of a trend in its window
 * @param halfLife time in which the score of a peak that is over halves
 */
public record Rules(
        Duration window, Duration memory, Duration warmUp, double threshold, int minAuthors, Duration halfLife) {
    /** What holds where nothing is set. */
    public static final Rules DEFAULT =
            new Rules(Duration.ofMinutes(5), Duration.ofHours(6), Duration.ofMinutes(15), 4.0, 5, Duration.ofHours(2));

    /** So many authors may say the same before they count as one crowd: a slogan has some, a farm of bots hundreds. */
    static final int SAME_TEXT = 3;

    /**
     * Authors a hashtag may have out of nothing (SigniTrend's bias). It stands for the noise of the many rare tags: with it, a tag
     * never seen before trends from {@code bias * (1 + threshold)} authors.
     */
    static final double BIAS = 2;

    long windowOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), window.toSeconds());
    }

    Instant startOf(long index) {
        return Instant.ofEpochSecond(index * window.toSeconds());
    }

    Instant endOf(long index) {
        return startOf(index + 1);
    }

    long warmUpWindows() {
        return windows(warmUp);
    }

    /** Share of the newest window in the baseline of a stream of this age; a young stream's baseline is a plain mean. */
    double weight(long age) {
        double steady = 1 - Math.pow(0.5, 1.0 / Math.max(1, windows(memory)));
        return Math.max(steady, 1.0 / (age + 1));
    }

    /** What is left of a peak's score so many windows later. */
    double faded(double peak, long windowsAgo) {
        return peak * Math.pow(0.5, (double) windowsAgo * window.toSeconds() / halfLife.toSeconds());
    }

    private long windows(Duration duration) {
        return duration.toSeconds() / window.toSeconds();
    }
}
