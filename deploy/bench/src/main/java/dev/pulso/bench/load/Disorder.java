package dev.pulso.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * How event times lie beside the clock.
 *
 * @param spread most are at most so much in the past
 * @param strays of 1,000, how many lie years in the past, a day ahead, or in the year 9999
 */
public record Disorder(Duration spread, int strays) {
    /** What a distributed system sees on a good day. */
    public static final Disorder USUAL = new Disorder(Duration.ofSeconds(90), 0);

    /** Two minutes out of order, and every fiftieth far away. */
    public static final Disorder WILD = new Disorder(Duration.ofMinutes(2), 20);

    private static final Instant FAR_AHEAD = Instant.parse("9999-12-30T12:00:00Z");

    Instant time(Instant now, Random random) {
        if (random.nextInt(1000) < strays) {
            return switch (random.nextInt(3)) {
                case 0 -> now.minus(Duration.ofDays(400L + random.nextInt(30)));
                case 1 -> now.plus(Duration.ofDays(1));
                default -> FAR_AHEAD;
            };
        }
        return now.minusMillis(random.nextInt((int) spread.toMillis()));
    }
}
