package dev.pulso.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many events a caller may send. A request is let in while anything is left and then taken as a whole; what it takes
 * too much is paid back before the next one, so that bodies of any size pass and the rate holds on average.
 */
public final class Allowance {
    private static final long ROUND_UP = TimeUnit.SECONDS.toNanos(1) - 1;

    private final Bucket bucket;
    private final long eventsPerSecond;
    private final long burst;

    /**
     * @param eventsPerSecond events a second in the long run
     * @param burst events at once after a pause
     */
    Allowance(long eventsPerSecond, long burst) {
        this.eventsPerSecond = eventsPerSecond;
        this.burst = burst;
        this.bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(eventsPerSecond, Duration.ofSeconds(1))
                        .build())
                .build();
    }

    /** Takes events off, whether they are there or not. */
    public void charge(int events) {
        bucket.consumeIgnoringRateLimits(events);
    }

    public long burst() {
        return burst;
    }

    public long eventsPerSecond() {
        return eventsPerSecond;
    }

    /** Events left now, 0 if more than all have been taken. */
    public long left() {
        return Math.max(0, bucket.getAvailableTokens());
    }

    /** @return seconds until one event is left again, rounded up; 0 if there is one */
    public long secondsToWait() {
        EstimationProbe probe = bucket.estimateAbilityToConsume(1);
        return TimeUnit.NANOSECONDS.toSeconds(probe.canBeConsumed() ? 0 : probe.getNanosToWaitForRefill() + ROUND_UP);
    }
}
