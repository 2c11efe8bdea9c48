package dev.pulso.ingest.event;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the last bytes that went through, so that a parser's offsets can be turned back into the original bytes. */
final class SlicingInput extends FilterInputStream {
    private final int limit;
    private byte[] kept = new byte[32 * 1024];
    /** What is kept lies between these. */
    private int start;

    private int end;
    /** Offset in the stream of the byte at {@link #start}. */
    private long base;

    private int lastRead;

    /** @param limit most bytes a slice may have */
    SlicingInput(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, count);
        if (read > 0) {
            append(target, offset, read);
        }
        return read;
    }

    /** Forgets everything before {@code offset}. */
    void keepFrom(long offset) {
        int drop = (int) Math.min(Math.max(offset - base, 0), end - start);
        start += drop;
        base += drop;
    }

    /** @return the bytes, or null if there are more than the limit */
    byte @Nullable [] slice(long from, long to) {
        if (to - from > limit || from < base) {
            return null;
        }
        int at = start + (int) (from - base);
        return Arrays.copyOfRange(kept, at, at + (int) (to - from));
    }

    private void append(byte[] source, int offset, int count) {
        if (end - start > limit + lastRead) {
            // This slice is too long already. What was read last may hold the start of the next one.
            keepFrom(base + end - start - lastRead);
        }
        if (kept.length < end + count) {
            int length = end - start;
            byte[] target = kept.length < length + count ? new byte[Math.max(kept.length * 2, length + count)] : kept;
            System.arraycopy(kept, start, target, 0, length);
            kept = target;
            start = 0;
            end = length;
        }
        System.arraycopy(source, offset, kept, end, count);
        end += count;
        lastRead = count;
    }
}
