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

    private EventTime() {}

    static void check(String text) throws InvalidEventException {
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

    static void checkRange(Instant time) throws InvalidEventException {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new InvalidEventException(
                    EventFault.TIME_OUT_OF_RANGE, "/time", "time is not within the years 1 to 9999 (UTC)");
        }
    }
}
