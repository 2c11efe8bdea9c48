package dev.pulso.extractor.x;

import dev.pulso.extractor.source.Backoff;
import dev.pulso.extractor.source.SourceBrokenException;
import dev.pulso.extractor.source.SourceFailedException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What becomes of a source when X, or a server that speaks as X once did, refuses: by kind of failure. */
final class XFailures {
    private static final String SLOT_TAKEN = "TooManyConnections";
    private static final Duration LONGEST_RESET = Duration.ofMinutes(20);

    private final String who;
    private final Backoff connection;
    private final Backoff error;
    private final Backoff limit;
    private final Clock clock;

    /** @param who refuses, for the cause that people read */
    XFailures(String who, XConfig config, Clock clock) {
        this.who = who;
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
            case 401 -> throw new SourceFailedException(who + " does not accept the token (401)");
            case 402 -> throw new SourceFailedException(who + " wants the app to pay first (402)");
            case 403 -> throw new SourceFailedException("the app may not use " + what + " (403)");
            case 400, 404, 422 ->
                throw new SourceFailedException(who + " does not understand " + what + " (" + status + ")");
            case 420, 429 ->
                isSlotTaken(body)
                        ? new SourceBrokenException(
                                "another connection of the app holds the slot", limit, Duration.ZERO)
                        : new SourceBrokenException(
                                who + " limits " + what + " (" + status + ")", limit, untilReset(headers));
            default -> new SourceBrokenException(who + " answered " + status + " to " + what, error, Duration.ZERO);
        };
    }

    static boolean isSlotTaken(String body) {
        return body.contains(SLOT_TAKEN);
    }

    Backoff error() {
        return error;
    }

    /** X says it in seconds since 1970; for a 420 some servers say it by Retry-After. */
    private Duration untilReset(HttpHeaders headers) {
        try {
            Duration wait = headers.firstValue("x-rate-limit-reset")
                    .map(reset -> Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset))))
                    .or(() -> headers.firstValue("retry-after")
                            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))))
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
