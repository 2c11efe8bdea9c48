package dev.pulso.extractor.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records of Mastodon: a JSON text a line, or the lines of an event stream ({@code event:}, {@code data:}). */
final class MastodonFrames implements FrameReader {
    private static final String EVENT = "event:";
    private static final String DATA = "data:";

    private final LineReader lines;
    private final MastodonDecoder decoder;
    private String event = "";

    MastodonFrames(LineReader lines, MastodonDecoder decoder) {
        this.lines = lines;
        this.decoder = decoder;
    }

    @Override
    public @Nullable Frame next() throws IOException {
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank() || line.bytes()[0] == ':') {
                continue;
            }
            if (line.cut()) {
                return Frame.refused(line.number(), line.bytes(), "line-too-long", "the line is longer than allowed");
            }
            if (startsWith(line, EVENT)) {
                event = new String(line.bytes(), StandardCharsets.UTF_8)
                        .substring(EVENT.length())
                        .strip();
            } else {
                return frame(line);
            }
        }
        return null;
    }

    private Frame frame(Line line) {
        byte[] bytes = line.bytes();
        if (!startsWith(line, DATA)) {
            return new Frame(line.number(), bytes, () -> decoder.decode(bytes));
        }
        byte[] data = Arrays.copyOfRange(bytes, DATA.length(), bytes.length);
        String name = event;
        return new Frame(line.number(), data, () -> decoder.decode(name, data));
    }

    private static boolean startsWith(Line line, String field) {
        byte[] start = field.getBytes(StandardCharsets.US_ASCII);
        return line.bytes().length >= start.length
                && Arrays.equals(line.bytes(), 0, start.length, start, 0, start.length);
    }
}
