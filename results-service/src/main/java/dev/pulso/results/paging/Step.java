package dev.pulso.results.paging;

import dev.pulso.results.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Width of the points of a time line, aligned to the epoch (days: UTC). */
public enum Step {
    MINUTE("1m", Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    HOUR("1h", Duration.ofHours(1)),
    DAY("1d", Duration.ofDays(1));

    private final String text;
    private final Duration length;

    Step(String text, Duration length) {
        this.text = text;
        this.length = length;
    }

    /** The step asked for, else one that gives a few hundred points at most for usual ranges. */
    public static Step of(@Nullable String value, TimeRange range) {
        if (value == null) {
            return byRange(range.length());
        }
        for (Step step : values()) {
            if (step.text.equals(value)) {
                return step;
            }
        }
        throw ProblemException.parameter("step", "must be one of 1m, 5m, 1h, 1d");
    }

    /** Start of the point that a time belongs to. */
    public Instant floor(Instant time) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    /** Start of the first point that does not begin before {@code time}. */
    public Instant ceil(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? floor : floor.plus(length);
    }

    public Duration length() {
        return length;
    }

    private static Step byRange(Duration range) {
        if (range.compareTo(Duration.ofHours(3)) <= 0) {
            return MINUTE;
        }
        if (range.compareTo(Duration.ofDays(1)) <= 0) {
            return FIVE_MINUTES;
        }
        return range.compareTo(Duration.ofDays(14)) <= 0 ? HOUR : DAY;
    }
}
