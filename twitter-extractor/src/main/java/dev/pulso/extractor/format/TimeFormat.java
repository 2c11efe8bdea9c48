package dev.pulso.extractor.format;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How times are written: a pattern of {@link DateTimeFormatter}, {@code iso}, {@code epochSeconds} or {@code epochMillis}. */
public final class TimeFormat {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("yyyy-MM-dd[['T'][ ]HH:mm[:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("]][ ][XXX][XX][X][VV]")
            .toFormatter(Locale.ROOT);
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);
    private static final int DIGITS_OF_MILLIS = 18;

    private final String name;
    private final @Nullable DateTimeFormatter formatter;
    private final BigDecimal toMillis;
    private final ZoneId zone;

    private TimeFormat(String name, @Nullable DateTimeFormatter formatter, BigDecimal toMillis, ZoneId zone) {
        this.name = name;
        this.formatter = formatter;
        this.toMillis = toMillis;
        this.zone = zone;
    }

    /**
     * @param zone of times that carry no offset
     * @throws IllegalArgumentException if {@code format} is none of the names and no pattern
     */
    public static TimeFormat of(String format, ZoneId zone) {
        return switch (format) {
            case "iso" -> new TimeFormat(format, ISO, MILLIS, zone);
            case "epochSeconds" -> new TimeFormat(format, null, MILLIS, zone);
            case "epochMillis" -> new TimeFormat(format, null, BigDecimal.ONE, zone);
            default ->
                new TimeFormat(
                        format,
                        new DateTimeFormatterBuilder()
                                .parseCaseInsensitive()
                                .appendPattern(format)
                                .toFormatter(Locale.ENGLISH),
                        MILLIS,
                        zone);
        };
    }

    public String name() {
        return name;
    }

    /** The instant a text stands for, or null if it is not written in this format. */
    @Nullable
    Instant parse(String text) {
        try {
            return formatter == null ? number(text) : pattern(formatter, text.strip());
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private Instant number(String text) {
        BigDecimal millis = new BigDecimal(text.strip()).multiply(toMillis);
        // Before it is written out: 1E999999999 is a short text and a long number.
        if (millis.precision() - millis.scale() > DIGITS_OF_MILLIS) {
            throw new ArithmeticException("no time");
        }
        return Instant.ofEpochMilli(millis.longValue());
    }

    private Instant pattern(DateTimeFormatter known, String text) {
        TemporalAccessor time =
                known.parseBest(text, OffsetDateTime::from, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        if (time instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(time);
        return local.atZone(zone).toInstant();
    }
}
