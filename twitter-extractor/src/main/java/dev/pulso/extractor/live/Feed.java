package dev.pulso.extractor.live;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The records of one connection, in order. Bounded: while it is full the network is asked for no more, so that it and
 * not we decide when to hang up; what it then drops is read again from the cursor. Nothing that arrived is thrown away.
 */
public final class Feed implements AutoCloseable {
    /** A text that arrived, or the reason why no more will. */
    private record Arrival(@Nullable String text, String end) {}

    /** What a connection lets us do with it. */
    interface Transport {
        /** Asks for the next piece. */
        void more();

        void cancel();
    }

    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Transport> transport = new CompletableFuture<>();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final int capacity;
    private final Runnable onFull;
    private Duration waited = Duration.ZERO;

    Feed(int capacity, Runnable onFull) {
        this.capacity = capacity;
        this.onFull = onFull;
    }

    /**
     * The next record, or null if none came within {@code wait}. A keep-alive is an empty record.
     *
     * @param silence how long nothing may arrive, counted over calls; time in which nobody asked does not count
     * @throws StalledException if nothing arrived for so long
     * @throws IOException if the connection has ended and everything before its end has been taken
     */
    public @Nullable String poll(Duration wait, Duration silence) throws IOException, InterruptedException {
        Arrival arrival = arrived.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (arrival == null) {
            waited = waited.plus(wait);
            if (waited.compareTo(silence) >= 0) {
                throw new StalledException(waited);
            }
            return null;
        }
        waited = Duration.ZERO;
        if (arrival.text() == null) {
            arrived.add(arrival);
            throw new IOException(arrival.end());
        }
        if (arrived.size() <= capacity / 2 && paused.compareAndSet(true, false)) {
            transport.thenAccept(Transport::more).isDone();
        }
        return arrival.text();
    }

    /** Records that wait to be taken. */
    public int depth() {
        return arrived.size();
    }

    @Override
    public void close() {
        transport.thenAccept(Transport::cancel).isDone();
    }

    void open(Transport opened) {
        transport.complete(opened);
        opened.more();
    }

    void arrive(String text) {
        arrived.add(new Arrival(text, ""));
    }

    /** Asks the transport for more now, or once there is room. */
    void askForMore() {
        if (arrived.size() < capacity) {
            transport.thenAccept(Transport::more).isDone();
            return;
        }
        onFull.run();
        paused.set(true);
        // Everything may have been taken in between; then nobody else would ask again.
        if (arrived.size() < capacity && paused.compareAndSet(true, false)) {
            transport.thenAccept(Transport::more).isDone();
        }
    }

    void end(String why) {
        arrived.add(new Arrival(null, why));
    }
}
