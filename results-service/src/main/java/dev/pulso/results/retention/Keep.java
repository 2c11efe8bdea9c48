package dev.pulso.results.retention;

import dev.pulso.results.retention.RetentionConfig.Own;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/** How long a kind is kept by the minute, by the hour, and at all. */
record Keep(Period minutes, Period hours, Optional<Period> days) {
    /** Deltas stay on their topic for two days; one that comes again must find the row it was added to. */
    static final int SHORTEST_DAYS = 8;

    static Keep of(RetentionConfig config, String kind) {
        Optional<Own> own = Optional.ofNullable(config.kinds().get(kind));
        return new Keep(
                own.flatMap(Own::minutes).orElseGet(config::minutes),
                own.flatMap(Own::hours).orElseGet(config::hours),
                own.flatMap(Own::days).or(config::days));
    }

    /** @throws IllegalStateException if it would thin what may still come again, or hours before minutes */
    void check(String kind, LocalDate today) {
        LocalDate oldestMinutes = today.minus(minutes);
        LocalDate oldestHours = today.minus(hours);
        if (oldestMinutes.isAfter(today.minusDays(SHORTEST_DAYS))
                || oldestHours.isAfter(oldestMinutes)
                || days.map(today::minus).filter(oldestHours::isBefore).isPresent()) {
            throw new IllegalStateException(
                    "pulso.retention, %s: minutes must be at least P%dD, hours at least minutes, days at least hours"
                            .formatted(kind, SHORTEST_DAYS));
        }
    }
}
