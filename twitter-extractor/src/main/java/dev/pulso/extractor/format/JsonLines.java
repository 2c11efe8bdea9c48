package dev.pulso.extractor.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** NDJSON: one record a line; blank lines are none. */
final class JsonLines implements FrameReader {
    private final LineReader lines;
    private final PostDecoder decoder;

    JsonLines(LineReader lines, PostDecoder decoder) {
        this.lines = lines;
        this.decoder = decoder;
    }

    @Override
    public @Nullable Frame next() throws IOException {
        Line line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        if (line.cut()) {
            return Frame.refused(line.number(), line.bytes(), "line-too-long", "the line is longer than allowed");
        }
        byte[] json = line.bytes();
        return new Frame(line.number(), json, () -> decoder.decode(json));
    }
}
