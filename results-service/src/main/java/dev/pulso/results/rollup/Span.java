package dev.pulso.results.rollup;

import dev.pulso.results.paging.Step;
import java.time.Duration;
import java.time.Instant;

/** How much time a row stands for. Buckets are aligned to the epoch (days: UTC). */
public enum Span {
    MINUTE(1),
    HOUR(60),
    DAY(1440);

    private final int minutes;

    Span(int minutes) {
        this.minutes = minutes;
    }

    /** The longest span of which every bucket lies in one point of a time line. */
    public static Span within(Step step) {
        return switch (step) {
            case MINUTE, FIVE_MINUTES -> MINUTE;
            case HOUR -> HOUR;
            case DAY -> DAY;
        };
    }

    public int minutes() {
        return minutes;
    }

    public Duration length() {
        return Duration.ofMinutes(minutes);
    }

    /** Start of the bucket a time belongs to. */
    public Instant floor(Instant time) {
        long seconds = 60L * minutes;
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }

    /** Start of the first bucket that does not begin before {@code time}. */
    public Instant ceil(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? floor : floor.plus(length());
    }
}
