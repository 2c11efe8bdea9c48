package dev.pulso.ingest.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** The rules for the {@code time} of an event. */
final class EventTime {
    // More than nine digits of a second are legal RFC 3339, but no reader behind us has a place for them.
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Zeros stand for digits. */
    private static final String PLAIN = "0000-00-00T00:00:00Z";

    /** A point and nine digits. */
    private static final int FRACTION = 10;

    private EventTime() {}

    static void check(String text) throws InvalidEventException {
        if (plainlyGood(text)) {
            return;
        }
        if (!RFC_3339.matcher(text).matches()) {
            throw new InvalidEventException(
                    EventFault.INVALID_TIME, "/time", "time is no RFC 3339 date and time such as 2026-11-23T08:01:44Z");
        }
        try {
            checkRange(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new InvalidEventException(
                    EventFault.INVALID_TIME, "/time", "time names a moment that does not exist");
        }
    }

    /**
     * Whether it is {@code 2026-11-23T08:01:44.123Z} with a day that every month has: what nearly all senders write, told
     * for a tenth of what the full check costs.
     */
    static boolean plainlyGood(String text) {
        int length = text.length();
        if (length < PLAIN.length() || length > PLAIN.length() + FRACTION || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < PLAIN.length() - 1; i++) {
            char form = PLAIN.charAt(i);
            char c = text.charAt(i);
            if (form == '0' ? !digit(c) : c != form) {
                return false;
            }
        }
        if (length > PLAIN.length()) {
            if (text.charAt(PLAIN.length() - 1) != '.' || length == PLAIN.length() + 1) {
                return false;
            }
            for (int i = PLAIN.length(); i < length - 1; i++) {
                if (!digit(text.charAt(i))) {
                    return false;
                }
            }
        }
        return !text.startsWith("0000")
                && within(text, 5, 1, 12)
                && within(text, 8, 1, 28)
                && within(text, 11, 0, 23)
                && within(text, 14, 0, 59)
                && within(text, 17, 0, 59);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean within(String text, int at, int least, int most) {
        int value = 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
        return value >= least && value <= most;
    }

    static void checkRange(Instant time) throws InvalidEventException {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new InvalidEventException(
                    EventFault.TIME_OUT_OF_RANGE, "/time", "time is not within the years 1 to 9999 (UTC)");
        }
    }
}
