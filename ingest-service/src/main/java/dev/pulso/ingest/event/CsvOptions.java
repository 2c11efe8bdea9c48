package dev.pulso.ingest.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a CSV body become events. Each of the first five names a column; {@code type} and {@code source}
 * may also be the value itself, if no column has that name. What is not given is taken from the column named like the
 * attribute, if there is one.
 *
 * @param timeFormat pattern of {@link java.time.format.DateTimeFormatter}, {@code epoch-seconds} or
 *     {@code epoch-millis}; ISO 8601 if not given
 * @param zone zone of times that name none, UTC if not given
 * @param numbers columns whose values are written as JSON numbers, digit by digit, where they have the form of one
 */
public record CsvOptions(
        @Nullable String type,
        @Nullable String source,
        @Nullable String subject,
        @Nullable String id,
        @Nullable String time,
        @Nullable String timeFormat,
        @Nullable String zone,
        Set<String> numbers) {
    public CsvOptions {
        numbers = Set.copyOf(numbers);
    }
}
