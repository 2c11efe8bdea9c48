package dev.pulso.extractor.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file (RFC 4180), each with the line it starts on.
 *
 * <p>The library parses one row at a time, for a quote that is never closed must cost one row, not the rest of the file:
 * lines are added to a row while its quotes are open, and if that leads nowhere the first line is refused and reading
 * starts again behind it. A row is no longer than a line may be.
 */
final class CsvFrames implements FrameReader {
    private static final CSVFormat ROW = CSVFormat.RFC4180;
    private static final int MOST_LINES_OF_A_ROW = 1000;

    private final LineReader lines;
    private final CsvDecoder decoder;
    private final Deque<Line> returned = new ArrayDeque<>();

    private CsvFrames(LineReader lines, CsvColumns columns, Decoding decoding)
            throws IOException, UnreadableFileException {
        this.lines = lines;
        Row header = nextRow();
        if (header == null || header.fields == null) {
            throw new UnreadableFileException(
                    "missing-header",
                    header == null
                            ? "the file has no header row"
                            : "the header row cannot be read: " + header.detail + "; is it CSV in UTF-8?");
        }
        this.decoder = new CsvDecoder(CsvHeader.of(header.fields, columns), columns.timeFormat(), decoding);
    }

    static CsvFrames open(LineReader lines, CsvColumns columns, Decoding decoding)
            throws IOException, UnreadableFileException {
        return new CsvFrames(lines, columns, decoding);
    }

    @Override
    public @Nullable Frame next() throws IOException {
        Row row = nextRow();
        if (row == null) {
            return null;
        }
        List<String> fields = row.fields;
        return fields == null
                ? Frame.refused(row.line, row.raw, row.code, row.detail)
                : new Frame(row.line, row.raw, () -> List.of(decoder.decode(fields)));
    }

    /** A row as read: its fields, or the reason why it has none. */
    private record Row(long line, byte[] raw, @Nullable List<String> fields, String code, String detail) {
        static Row refused(Line line, String code, String detail) {
            return new Row(line.number(), line.bytes(), null, code, detail);
        }
    }

    private @Nullable Row nextRow() throws IOException {
        Line first = nextLine();
        while (first != null && first.isBlank()) {
            first = nextLine();
        }
        if (first == null) {
            return null;
        }
        if (first.cut()) {
            return Row.refused(first, "line-too-long", "the line is longer than allowed");
        }
        String text = decode(first);
        if (text == null) {
            return Row.refused(first, "not-utf8", "the line is not UTF-8");
        }
        List<String> fields = parse(text);
        if (fields != null) {
            return new Row(first.number(), first.bytes(), fields, "", "");
        }
        return isOpen(text) ? longRow(first, text) : Row.refused(first, "bad-csv", "the quotes do not match");
    }

    private Row longRow(Line first, String start) throws IOException {
        StringBuilder text = new StringBuilder(start);
        List<Line> more = new ArrayList<>();
        long size = first.bytes().length;
        while (more.size() < MOST_LINES_OF_A_ROW) {
            Line line = nextLine();
            if (line == null) {
                break;
            }
            more.add(line);
            String decoded = decode(line);
            size += line.bytes().length;
            if (line.cut() || decoded == null || size > lines.longestLine()) {
                break;
            }
            text.append('\n').append(decoded);
            if (isOpen(decoded)) {
                List<String> fields = parse(text.toString());
                if (fields != null) {
                    return new Row(first.number(), text.toString().getBytes(StandardCharsets.UTF_8), fields, "", "");
                }
                break;
            }
        }
        for (int i = more.size() - 1; i >= 0; i--) {
            returned.addFirst(more.get(i));
        }
        return Row.refused(first, "unclosed-quote", "a quote is opened and not closed where it should be");
    }

    private @Nullable Line nextLine() throws IOException {
        return returned.isEmpty() ? lines.next() : returned.removeFirst();
    }

    private static boolean isOpen(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 != 0;
    }

    private static @Nullable String decode(Line line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static @Nullable List<String> parse(String text) {
        try (CSVParser parser = CSVParser.parse(text, ROW)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? records.get(0).toList() : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
