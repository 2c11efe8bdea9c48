package dev.pulso.ingest.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the time column of a CSV body as its options say. */
final class CsvTime {
    private static final String EPOCH_SECONDS = "epoch-seconds";
    private static final String EPOCH_MILLIS = "epoch-millis";

    private final @Nullable String epoch;
    private final DateTimeFormatter formatter;
    private final ZoneId zone;

    CsvTime(@Nullable String format, @Nullable String zone) {
        boolean inEpoch = EPOCH_SECONDS.equals(format) || EPOCH_MILLIS.equals(format);
        this.epoch = inEpoch ? format : null;
        this.formatter = format == null || inEpoch ? iso() : pattern(format);
        this.zone = zone(zone);
    }

    Instant parse(String text) throws InvalidEventException {
        try {
            Instant time = epoch == null ? formatted(text) : inEpoch(text);
            EventTime.checkRange(time);
            return time;
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new InvalidEventException(
                    EventFault.INVALID_TIME, "/time", "the time column does not hold a time as timeFormat says");
        }
    }

    private Instant formatted(String text) {
        TemporalAccessor parsed = formatter.parseBest(
                text.strip(), ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        if (parsed instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        LocalDateTime local = parsed instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(parsed);
        return local.atZone(zone).toInstant();
    }

    private Instant inEpoch(String text) {
        long number = Long.parseLong(text.strip());
        return EPOCH_SECONDS.equals(epoch) ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private static DateTimeFormatter iso() {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .optionalStart()
                .appendPattern("['T'][' ']")
                .append(DateTimeFormatter.ISO_LOCAL_TIME)
                .optionalStart()
                .appendOffsetId()
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter pattern(String format) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(format)
                    // Strict, or 31 April becomes 30 April; strict needs an era for the yyyy everybody writes.
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new ParameterException("timeFormat", "is no pattern of letters such as yyyy-MM-dd HH:mm:ss");
        }
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ParameterException("zone", "is no time zone such as Europe/London");
        }
    }
}
