package dev.pulso.results.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.results.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a list, opaque to callers. It fixes the time range too, so that the list does not move under a reader. */
public record Cursor(List<String> parts) {
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
    // A default range may begin before the first year, and a step may end behind the last one.
    private static final Instant EARLIEST = Instant.parse("-0200-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+10001-01-01T00:00:00Z");

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
    }

    /** @throws ProblemException if {@code after} is not a cursor of that many parts */
    public static Optional<Cursor> parse(@Nullable String after, int size) {
        if (after == null || after.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> parts =
                    MessageCodec.mapper().readValue(Base64.getUrlDecoder().decode(after), LIST);
            if (parts != null && parts.size() == size && parts.stream().allMatch(Cursor::isStorable)) {
                return Optional.of(new Cursor(parts));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    public String text(int index) {
        return parts.get(index);
    }

    public long number(int index) {
        try {
            return Long.parseLong(parts.get(index));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    public double decimal(int index) {
        try {
            return Double.parseDouble(parts.get(index));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    public Instant time(int index) {
        try {
            Instant time = Instant.parse(parts.get(index));
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** Cursors come back from callers: what PostgreSQL takes in no parameter was never in one. */
    private static boolean isStorable(@Nullable String part) {
        return part != null
                && part.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(part);
    }

    public String encode() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageCodec.mapper().writeValueAsBytes(parts));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a list of texts has no JSON form", e);
        }
    }

    private static ProblemException invalid() {
        return ProblemException.parameter("after", "is not a cursor of this list");
    }
}
