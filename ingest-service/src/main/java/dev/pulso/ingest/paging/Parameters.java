package dev.pulso.ingest.paging;

import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads query parameters as text: JAX-RS answers 404 to a number that is none. */
public final class Parameters {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private Parameters() {}

    /** @throws ProblemException if it is no number from 1 to 1000 */
    public static int limit(@Nullable String given) {
        if (given == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(given);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw wrong("limit", "is a number from 1 to " + MAX_LIMIT);
        }
        throw wrong("limit", "is a number from 1 to " + MAX_LIMIT);
    }

    /** @throws ProblemException if it is no RFC 3339 time */
    public static @Nullable Instant time(String name, @Nullable String given) {
        try {
            return given == null ? null : OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(name, "is a time such as 2026-11-23T08:00:00Z");
        }
    }

    /** @throws ProblemException if it is neither true nor false */
    public static @Nullable Boolean flag(String name, @Nullable String given) {
        if (given == null) {
            return null;
        }
        return switch (given) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw wrong(name, "is true or false");
        };
    }

    public static ProblemException wrong(String name, String rule) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, "query parameter " + name + " " + rule);
    }
}
