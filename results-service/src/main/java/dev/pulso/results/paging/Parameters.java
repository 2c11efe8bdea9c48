package dev.pulso.results.paging;

import dev.pulso.contracts.post.Hashtag;
import dev.pulso.results.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; each refusal names the parameter and the rule. */
public final class Parameters {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,6})([smhdw])");
    private static final Duration LONGEST = Duration.ofDays(36_600);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    // What timestamptz holds is wider; what nobody means is outside.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Parameters() {}

    /** A number of items from 1 to {@code max}. */
    public static int limit(@Nullable String value, int byDefault, int max) {
        if (value == null) {
            return byDefault;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw ProblemException.parameter("limit", "must be a whole number from 1 to " + max);
        }
        throw ProblemException.parameter("limit", "must be a whole number from 1 to " + max);
    }

    /** A length such as {@code 15m}, {@code 24h}, {@code 7d} or {@code PT15M}. */
    public static Duration duration(String name, String value) {
        Duration duration = readDuration(name, value);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw ProblemException.parameter(name, "must be longer than nothing and shorter than a hundred years");
        }
        return duration;
    }

    /** How long a caller is willing to wait: from {@code 0s} to {@code 60s}. */
    public static Duration wait(String value) {
        Duration wait = readDuration("wait", value);
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw ProblemException.parameter("wait", "must be from 0s to 60s");
        }
        return wait;
    }

    /** An RFC 3339 time, or a day, which starts at midnight UTC. */
    public static Instant time(String name, String value) {
        // In a query string an unescaped + arrives as a blank.
        String text = value.strip().replace(' ', '+');
        try {
            Instant time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw ProblemException.parameter(name, "must be an RFC 3339 time such as 2026-11-23T08:00:00Z");
        }
        throw ProblemException.parameter(name, "must be between the years 1 and 9999");
    }

    /** A filter; an empty one is none. NUL is in no name, and PostgreSQL takes it in no parameter. */
    public static @Nullable String filter(String name, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw ProblemException.parameter(name, "must not contain the character NUL");
        }
        return value == null || value.isEmpty() ? null : value;
    }

    /** A hashtag in an address, in its counting form. */
    public static String tag(String value) {
        return name("tag", Hashtag.countingForm(value.strip()));
    }

    /** A part of an address that names something. */
    public static String name(String name, String value) {
        String present = filter(name, value);
        if (present == null) {
            throw ProblemException.parameter(name, "is empty");
        }
        return present;
    }

    /** A whole number from 0 on. */
    public static long number(String name, String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ProblemException.parameter(name, "must be a whole number");
        }
        throw ProblemException.parameter(name, "must not be negative");
    }

    private static Duration readDuration(String name, String value) {
        Matcher matcher = SHORT_DURATION.matcher(value.toLowerCase(Locale.ROOT));
        try {
            if (!matcher.matches()) {
                return Duration.parse(value);
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofDays(7 * number);
            };
        } catch (DateTimeException e) {
            throw ProblemException.parameter(name, "must be a length of time such as 15m, 24h, 7d or PT15M");
        }
    }
}
