package dev.pulso.extractor.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a record is due: event time passes at a speed, counted from the first record of this run. */
final class Pace {
    private final Speed speed;
    private final Clock clock;
    private @Nullable Instant firstEvent;
    private Instant start = Instant.EPOCH;

    Pace(Speed speed, Clock clock) {
        this.speed = speed;
        this.clock = clock;
    }

    /** How long to wait for a record of that time; zero for one that is late. */
    Duration waitFor(@Nullable Instant event) {
        if (speed.isMax() || event == null) {
            return Duration.ZERO;
        }
        if (firstEvent == null) {
            firstEvent = event;
            start = clock.instant();
            return Duration.ZERO;
        }
        Instant due = start.plus(speed.onTheClock(Duration.between(firstEvent, event)));
        Duration wait = Duration.between(clock.instant(), due);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
