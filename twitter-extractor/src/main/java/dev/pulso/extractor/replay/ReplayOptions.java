package dev.pulso.extractor.replay;

import dev.pulso.extractor.format.CsvColumns;
import dev.pulso.extractor.format.PostFormat;
import dev.pulso.extractor.format.TimeFormat;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be replayed; a part of the durable state, hence plain values.
 *
 * @param network name space of the ids; null for that of the format
 * @param timeFormat pattern, {@code iso}, {@code epochSeconds} or {@code epochMillis}
 */
record ReplayOptions(
        PostFormat format,
        @Nullable String network,
        Speed speed,
        Retime retime,
        @Nullable String id,
        @Nullable String time,
        @Nullable String text,
        @Nullable String author,
        @Nullable String lang,
        @Nullable String followers,
        String timeFormat,
        ZoneId zone) {

    /** Whether posts keep their times or move to now. */
    enum Retime {
        AS_RECORDED,
        AS_LIVE
    }

    CsvColumns columns() {
        return new CsvColumns(
                Optional.ofNullable(id),
                Optional.ofNullable(time),
                Optional.ofNullable(text),
                Optional.ofNullable(author),
                Optional.ofNullable(lang),
                Optional.ofNullable(followers),
                TimeFormat.of(timeFormat, zone));
    }
}
