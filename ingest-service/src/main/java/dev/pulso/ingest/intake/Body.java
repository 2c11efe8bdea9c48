package dev.pulso.ingest.intake;

import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;
import org.jspecify.annotations.Nullable;

/** The body of a request, unpacked, without byte order mark, and never longer than its limit. */
final class Body extends FilterInputStream {
    private static final int GZIP_BUFFER = 16 * 1024;

    private final long limit;
    private long read;

    private Body(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** @throws IOException if the body says gzip and is not */
    static InputStream of(InputStream raw, @Nullable String encoding, long limit) throws IOException {
        Body body = new Body(unpacked(raw, encoding), limit);
        return BOMInputStream.builder()
                .setInputStream(body)
                .setByteOrderMarks(ByteOrderMark.UTF_8)
                .get();
    }

    private static InputStream unpacked(InputStream raw, @Nullable String encoding) throws IOException {
        String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "identity" -> raw;
            case "gzip", "x-gzip" -> new GZIPInputStream(raw, GZIP_BUFFER);
            default ->
                throw new ProblemException(ProblemType.UNSUPPORTED_ENCODING, "Content-Encoding must be gzip or absent");
        };
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int bytes) throws IOException {
        read += bytes;
        if (read > limit) {
            throw new TooLargeException("a body has at most " + limit + " bytes unpacked (pulso.intake.max-body)");
        }
    }

    /** The body goes on beyond its limit. */
    static final class TooLargeException extends IOException {
        TooLargeException(String message) {
            super(message);
        }
    }
}
