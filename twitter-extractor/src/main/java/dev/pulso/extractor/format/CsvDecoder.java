package dev.pulso.extractor.format;

import dev.pulso.contracts.post.Post;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Posts from rows. Tags are read from the text, for a table has no entities. */
final class CsvDecoder {
    private final CsvHeader header;
    private final TimeFormat times;
    private final Decoding decoding;

    CsvDecoder(CsvHeader header, TimeFormat times, Decoding decoding) {
        this.header = header;
        this.times = times;
        this.decoding = decoding;
    }

    Decoded decode(List<String> row) {
        if (row.size() != header.size()) {
            return new Decoded.Refused(
                    "column-count", "", "the row has " + row.size() + " columns, the header " + header.size());
        }
        String id = row.get(header.id()).strip();
        if (id.isEmpty()) {
            return Decoded.missing("/id");
        }
        Instant createdAt = Posts.plausible(times.parse(row.get(header.time())));
        if (createdAt == null) {
            return Decoded.invalidTime("/time", times.name());
        }
        try {
            return new Decoded.Read(post(row, id, createdAt));
        } catch (ArithmeticException | NumberFormatException e) {
            return new Decoded.Refused("invalid-field", "/followers", "/followers is no whole number");
        }
    }

    private Post post(List<String> row, String id, Instant createdAt) {
        String text = row.get(header.text());
        Long followers = number(value(row, header.followers()));
        return new Post(
                Post.Op.CREATE,
                decoding.network(),
                id,
                null,
                decoding.authorKey(value(row, header.author())),
                decoding.stored(text),
                Posts.language(value(row, header.lang())),
                decoding.hashtagsIn(text),
                List.of(),
                List.of(),
                createdAt,
                decoding.now(),
                null,
                null,
                null,
                null,
                null,
                null,
                followers == null ? null : new Post.Author(followers, null, null),
                decoding.ingest());
    }

    private static @Nullable String value(List<String> row, int column) {
        return column == CsvHeader.ABSENT ? null : row.get(column).strip();
    }

    /** Tables written by data frames show whole numbers as {@code 58.0}. */
    private static @Nullable Long number(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new BigDecimal(text).longValueExact();
    }
}
