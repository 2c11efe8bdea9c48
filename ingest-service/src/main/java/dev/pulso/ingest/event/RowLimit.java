package dev.pulso.ingest.event;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends a CSV body whose row grows without end, as an unclosed quote makes it: the parser would hold all of it. */
final class RowLimit extends FilterReader {
    /** The parser reads ahead by this much. */
    private static final int READ_AHEAD = 16 * 1024;

    private final int limit;
    private long sinceRow;

    RowLimit(Reader in, int limit) {
        super(in);
        this.limit = limit;
    }

    void rowDone() {
        sinceRow = 0;
    }

    boolean exceeded() {
        return sinceRow > (long) limit + READ_AHEAD;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (exceeded()) {
            throw new IOException("row too large");
        }
        int read = super.read(target, offset, Math.min(length, READ_AHEAD));
        sinceRow += Math.max(read, 0);
        return read;
    }
}
