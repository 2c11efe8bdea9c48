package dev.pulso.extractor.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Physical lines of a byte stream, in constant memory. Bytes, not characters: a line with broken UTF-8 must be refused
 * on its own, not decoded into something else. A byte order mark at the start is dropped.
 */
final class LineReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int KEPT_OF_CUT_LINE = 1024;

    private final InputStream in;
    private final int longestLine;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long number;

    LineReader(InputStream in, int longestLine) {
        this.in = in;
        this.longestLine = longestLine;
    }

    /** In bytes. */
    int longestLine() {
        return longestLine;
    }

    @Nullable
    Line next() throws IOException {
        partial.reset();
        boolean cut = false;
        boolean started = false;
        while (fill()) {
            started = true;
            int end = endOfLine();
            int length = Math.min(end - position, longestLine - partial.size());
            cut |= length < end - position;
            partial.write(buffer, position, length);
            position = end;
            if (end < limit) {
                position++;
                return line(cut);
            }
        }
        return started ? line(cut) : null;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private int endOfLine() {
        int i = position;
        while (i < limit && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private Line line(boolean cut) {
        number++;
        byte[] bytes = partial.toByteArray();
        if (number == 1 && startsWithByteOrderMark(bytes)) {
            bytes = Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length);
        }
        return new Line(number, cut ? Arrays.copyOf(bytes, Math.min(bytes.length, KEPT_OF_CUT_LINE)) : bytes, cut);
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }
}
