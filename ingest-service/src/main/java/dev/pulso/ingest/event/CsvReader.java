package dev.pulso.ingest.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** A CSV body with a header row; each row becomes an event whose {@code data} holds all columns. */
final class CsvReader implements EventReader {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();
    private static final String MEDIA_TYPE = "text/csv";

    private final RowLimit text;
    private final int maxEvent;
    private final CsvOptions options;
    private @Nullable Rows rows;
    private long number;

    private record Rows(CSVParser parser, Iterator<CSVRecord> records, CsvColumns columns, CsvRow row) {}

    CsvReader(InputStream body, Charset charset, CsvOptions options, int maxEvent) {
        // Not strict: one wrong byte must not end the body. The row that holds it is refused below.
        this.text = new RowLimit(new InputStreamReader(body, charset), maxEvent);
        this.options = options;
        this.maxEvent = maxEvent;
    }

    @Override
    public @Nullable Incoming next() throws BrokenBodyException, IOException {
        Rows open = open();
        text.rowDone();
        long line = open.parser().getCurrentLineNumber();
        try {
            if (!open.records().hasNext()) {
                return null;
            }
            number++;
            return event(open, open.records().next());
        } catch (UncheckedIOException | IllegalStateException e) {
            if (!text.exceeded() && e.getCause() instanceof IOException cause && !(cause instanceof CSVException)) {
                // The body ended or broke, not its CSV.
                throw cause;
            }
            if (text.exceeded() || open.parser().getCurrentLineNumber() == line) {
                throw malformed("a row does not end within the limit of an event, or its quotes do not close");
            }
            number++;
            return bad(EventFault.MALFORMED_CSV, "", "the quotes of the row do not fit", new byte[0]);
        }
    }

    private Rows open() throws BrokenBodyException, IOException {
        if (rows != null) {
            return rows;
        }
        try {
            CSVParser parser =
                    CSVParser.builder().setReader(text).setFormat(FORMAT).get();
            List<String> names = parser.getHeaderNames();
            if (names.isEmpty()) {
                throw new BrokenBodyException(BrokenBodyException.Kind.EMPTY, "the body has no header row");
            }
            CsvColumns columns = CsvColumns.of(names, options);
            rows = new Rows(parser, parser.iterator(), columns, new CsvRow(columns, options));
            return rows;
        } catch (CSVException e) {
            throw malformed("the quotes of the header row do not fit");
        } catch (IllegalArgumentException e) {
            throw malformed("the header row names a column twice or not at all");
        }
    }

    private Incoming event(Rows open, CSVRecord record) {
        List<String> row = record.toList();
        byte[] raw = String.join(",", row).getBytes(StandardCharsets.UTF_8);
        if (raw.length > maxEvent) {
            return TooLarge.event();
        }
        if (row.size() != open.columns().names().size()) {
            return bad(EventFault.COLUMN_MISMATCH, "", "the row has another number of columns than the header", raw);
        }
        for (String value : row) {
            if (value.indexOf('\uFFFD') >= 0) {
                return bad(EventFault.INVALID_UTF8, "", "the row has bytes that the charset does not know", raw);
            }
        }
        try {
            return EnvelopeParser.read(open.row().event(row, number));
        } catch (InvalidEventException e) {
            return bad(e.error().fault(), e.error().pointer(), e.error().detail(), raw);
        }
    }

    private static Incoming bad(EventFault fault, String pointer, String detail, byte[] raw) {
        return new Incoming.Bad(raw, MEDIA_TYPE, null, new EventError(fault, pointer, detail));
    }

    private static BrokenBodyException malformed(String detail) {
        return new BrokenBodyException(BrokenBodyException.Kind.MALFORMED, detail);
    }
}
