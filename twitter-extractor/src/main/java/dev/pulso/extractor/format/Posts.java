package dev.pulso.extractor.format;

import dev.pulso.contracts.post.Post;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pieces of posts that several networks share. */
final class Posts {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final String UNKNOWN_LANGUAGE = "und";

    private Posts() {}

    static Post deletion(Decoding decoding, String id) {
        return deletion(decoding, id, decoding.now());
    }

    static Post deletion(Decoding decoding, String id, Instant observedAt) {
        return new Post(
                Post.Op.DELETE,
                decoding.network(),
                id,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                observedAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                decoding.ingest());
    }

    static String language(@Nullable String lang) {
        return lang == null || lang.isBlank() ? UNKNOWN_LANGUAGE : lang.strip();
    }

    /** RFC 3339, or null. */
    static @Nullable Instant parseIso(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The time if a post can have it: other years are mistakes of unit or format, and no window should be made for them. */
    static @Nullable Instant plausible(@Nullable Instant time) {
        return time == null || time.isBefore(EARLIEST) || !time.isBefore(LATEST) ? null : time;
    }

    /** What {@code part} gives for each item that has it; empty values are dropped. */
    static <T> List<String> present(@Nullable List<T> items, Function<T, @Nullable String> part) {
        if (items == null || items.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>(items.size());
        for (T item : items) {
            String value = item == null ? null : part.apply(item);
            if (value != null && !value.isEmpty()) {
                parts.add(value);
            }
        }
        return parts;
    }
}
