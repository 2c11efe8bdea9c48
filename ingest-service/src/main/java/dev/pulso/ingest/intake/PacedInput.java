package dev.pulso.ingest.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Ends bodies that drip: each holds a thread, and bytes far apart would never run into the time limit of a read. */
final class PacedInput extends FilterInputStream {
    private final long bytesPerSecond;
    private final long graceNanos;
    private final LongSupplier nanoTime;
    private long waited;
    private long arrived;

    /**
     * @param bytesPerSecond that must arrive on average, over the time spent waiting for the client only
     * @param grace waiting before that is asked for
     */
    PacedInput(InputStream in, long bytesPerSecond, Duration grace, LongSupplier nanoTime) {
        super(in);
        this.bytesPerSecond = bytesPerSecond;
        this.graceNanos = grace.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws SocketTimeoutException if the body comes too slowly */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long before = nanoTime.getAsLong();
        int count = super.read(target, offset, length);
        waited += nanoTime.getAsLong() - before;
        arrived += Math.max(count, 0);
        if (count > 0 && waited > graceNanos && arrived < waited / TimeUnit.SECONDS.toNanos(1) * bytesPerSecond) {
            throw new SocketTimeoutException("the body comes with less than " + bytesPerSecond + " bytes a second");
        }
        return count;
    }
}
