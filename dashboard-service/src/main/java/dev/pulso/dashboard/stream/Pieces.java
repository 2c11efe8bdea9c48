package dev.pulso.dashboard.stream;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Events in small pieces, each made when the client has taken the one before. What waits for a client that takes nothing is one
 * piece, outside the heap; the rows behind it belong to everybody.
 */
final class Pieces implements Iterator<Buffer> {
    /** With 6,000 clients that take nothing 48 MB, of the 128 MB that the JVM has for this by default. */
    static final int MAX_BYTES = 8_192;

    private final Iterator<byte[]> parts;
    private byte[] part = {};
    private int taken;

    /** @param parts in order; none is empty */
    Pieces(Iterator<byte[]> parts) {
        this.parts = parts;
    }

    @Override
    public boolean hasNext() {
        return taken < part.length || parts.hasNext();
    }

    @Override
    public Buffer next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Buffer piece = Buffer.buffer(MAX_BYTES);
        while (piece.length() < MAX_BYTES && hasNext()) {
            if (taken == part.length) {
                part = parts.next();
                taken = 0;
            }
            int length = Math.min(part.length - taken, MAX_BYTES - piece.length());
            piece.appendBytes(part, taken, length);
            taken += length;
        }
        return piece;
    }
}
