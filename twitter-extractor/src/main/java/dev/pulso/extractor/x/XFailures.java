package dev.pulso.extractor.x;

import dev.pulso.extractor.source.Backoff;
import dev.pulso.extractor.source.SourceBrokenException;
import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What becomes of a source when X refuses, by kind of failure. */
final class XFailures {
    private static final String SLOT_TAKEN = "TooManyConnections";
    private static final Duration LONGEST_RESET = Duration.ofMinutes(20);

    private final Backoff connection;
    private final Backoff error;
    private final Backoff limit;
    private final Clock clock;

    XFailures(XConfig config, Clock clock) {
        this.connection = Backoff.linear(config.connectionStep(), config.connectionLongest());
        this.error = Backoff.doubling(config.errorFirst(), config.errorLongest());
        this.limit = Backoff.doubling(config.limitFirst(), config.limitLongest());
        this.clock = clock;
    }

    /** A connection that broke. */
    IOException broken(IOException e) {
        return e instanceof SourceBrokenException
                ? e
                : new SourceBrokenException(String.valueOf(e.getMessage()), connection, Duration.ZERO);
    }

    /** @throws SourceFailedException if trying again is of no use */
    IOException refused(String what, int status, HttpHeaders headers, String body) {
        return switch (status) {
            case 401 -> throw new SourceFailedException("X does not accept the token (401)");
            case 402 -> throw new SourceFailedException("X wants the app to pay first (402)");
            case 403 -> throw new SourceFailedException("the app may not use " + what + " (403)");
            case 400, 404, 422 ->
                throw new SourceFailedException("X does not understand " + what + " (" + status + ")");
            case 420, 429 ->
                isSlotTaken(body)
                        ? new SourceBrokenException(
                                "another connection of the app holds the slot", limit, Duration.ZERO)
                        : new SourceBrokenException(
                                "X limits " + what + " (" + status + ")", limit, untilReset(headers));
            default -> new SourceBrokenException("X answered " + status + " to " + what, error, Duration.ZERO);
        };
    }

    static boolean isSlotTaken(String body) {
        return body.contains(SLOT_TAKEN);
    }

    /** X says it in seconds since 1970, and never by Retry-After. */
    private Duration untilReset(HttpHeaders headers) {
        try {
            Duration wait = headers.firstValue("x-rate-limit-reset")
                    .map(reset -> Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset))))
                    .orElse(Duration.ZERO);
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : wait;
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    /** How long to wait before the next request, if this answer used up the last one. */
    Duration untilAllowed(HttpHeaders headers) {
        boolean last = headers.firstValue("x-rate-limit-remaining").orElse("").equals("0");
        return last ? untilReset(headers) : Duration.ZERO;
    }
}
