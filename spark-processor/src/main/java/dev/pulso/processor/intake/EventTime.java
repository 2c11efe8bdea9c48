package dev.pulso.processor.intake;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Event times that a window can have. */
final class EventTime {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-12-31T23:59:00Z");

    private EventTime() {}

    /** @throws Refused if {@code text} is no RFC 3339 time of the years 1970 to 9999 */
    static Instant parse(@Nullable String text, Instant otherwise, String pointer) throws Refused {
        if (text == null) {
            return otherwise;
        }
        try {
            return sane(OffsetDateTime.parse(text).toInstant(), pointer);
        } catch (DateTimeException e) {
            throw Refused.field(pointer, "is no RFC 3339 time");
        }
    }

    /** @throws Refused if the time is missing or outside the years 1970 to 9999 */
    static Instant sane(@Nullable Instant time, String pointer) throws Refused {
        if (time == null || time.isBefore(FIRST) || !time.isBefore(END)) {
            throw Refused.field(pointer, "is outside the years 1970 to 9999");
        }
        return time;
    }

    static Instant windowOf(Instant time, Duration length) {
        long seconds = time.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, length.toSeconds()));
    }
}
