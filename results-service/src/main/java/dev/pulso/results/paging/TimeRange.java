package dev.pulso.results.paging;

import dev.pulso.results.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A range of window starts.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record TimeRange(Instant from, Instant to) {
    /**
     * The range asked for: {@code from} and {@code to}, or {@code window} back from now. The minute that now is in
     * belongs to it.
     *
     * @throws ProblemException if the parameters contradict each other or are no times
     */
    public static TimeRange of(
            @Nullable String window, @Nullable String from, @Nullable String to, Duration byDefault, Instant now) {
        if (window != null && (from != null || to != null)) {
            throw ProblemException.parameter("window", "and from, to exclude each other");
        }
        Duration length = window == null ? byDefault : Parameters.duration("window", window);
        Instant end = to == null
                ? now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES)
                : Parameters.time("to", to);
        Instant start = from == null ? end.minus(length) : Parameters.time("from", from);
        if (!start.isBefore(end)) {
            throw ProblemException.parameter("from", "must be before to");
        }
        return new TimeRange(start, end);
    }

    /**
     * The same for windows of a minute: which of them start in the range does not depend on fractions of a minute. Keeps
     * fractions finer than the store's microseconds from being rounded to another answer.
     */
    public TimeRange wholeMinutes() {
        return new TimeRange(ceil(from), ceil(to));
    }

    private static Instant ceil(Instant time) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(time) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }

    public Duration length() {
        return Duration.between(from, to);
    }
}
