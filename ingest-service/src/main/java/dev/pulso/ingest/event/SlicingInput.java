package dev.pulso.ingest.event;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the last bytes that went through, so that a parser's offsets can be turned back into the original bytes. */
final class SlicingInput extends FilterInputStream {
    private final int limit;
    private byte[] kept = new byte[16 * 1024];
    private int length;
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
        int drop = (int) Math.min(Math.max(offset - base, 0), length);
        System.arraycopy(kept, drop, kept, 0, length - drop);
        length -= drop;
        base += drop;
    }

    /** @return the bytes, or null if there are more than the limit */
    byte @Nullable [] slice(long from, long to) {
        if (to - from > limit || from < base) {
            return null;
        }
        return Arrays.copyOfRange(kept, (int) (from - base), (int) (to - base));
    }

    private void append(byte[] source, int offset, int count) {
        if (length > limit + lastRead) {
            // This slice is too long already. What was read last may hold the start of the next one.
            keepFrom(base + length - lastRead);
        }
        if (kept.length < length + count) {
            kept = Arrays.copyOf(kept, Math.max(kept.length * 2, length + count));
        }
        System.arraycopy(source, offset, kept, length, count);
        length += count;
        lastRead = count;
    }
}
