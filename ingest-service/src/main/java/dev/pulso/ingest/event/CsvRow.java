package dev.pulso.ingest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns rows of a CSV body into structured events. */
final class CsvRow {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final int ID_BYTES = 8;

    private final CsvColumns columns;
    private final CsvTime time;
    private final Set<String> numbers;
    private final MessageDigest digest = sha256();

    CsvRow(CsvColumns columns, CsvOptions options) {
        this.columns = columns;
        this.time = new CsvTime(options.timeFormat(), options.zone());
        this.numbers = options.numbers();
    }

    /** @param number position of the row, from 1 */
    byte[] event(List<String> row, long number) throws InvalidEventException {
        ByteArrayOutputStream event = new ByteArrayOutputStream(512);
        try (JsonGenerator json = EnvelopeParser.JSON.createGenerator(event)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", id(row, number));
            json.writeStringField("source", columns.source().of(row));
            json.writeStringField("type", columns.type().of(row));
            CsvColumns.Value subject = columns.subject();
            if (subject != null && !subject.of(row).isEmpty()) {
                json.writeStringField("subject", subject.of(row));
            }
            CsvColumns.Value when = columns.time();
            if (when != null) {
                json.writeStringField("time", time.parse(when.of(row)).toString());
            }
            json.writeStringField("datacontenttype", "application/json");
            json.writeObjectFieldStart("data");
            for (int i = 0; i < row.size(); i++) {
                write(json, columns.names().get(i), row.get(i));
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return event.toByteArray();
    }

    private void write(JsonGenerator json, String name, String value) throws IOException {
        if (numbers.contains(name) && JSON_NUMBER.matcher(value).matches()) {
            json.writeFieldName(name);
            // Raw: 17850.0 stays 17850.0.
            json.writeRawValue(value);
        } else {
            json.writeStringField(name, value);
        }
    }

    /** Without an id column: the row's number and a hash of its values, so that the same file sent again is the same. */
    private String id(List<String> row, long number) {
        CsvColumns.Value id = columns.id();
        if (id != null) {
            return id.of(row);
        }
        for (String value : row) {
            digest.update(value.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return number + "-" + HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
