package dev.pulso.ingest.spool;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.publish.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Accepts records onto disk: one sync for all that came while the one before ran. */
final class Spool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final Outcome ACCEPTED = new Outcome.Accepted(-1, -1);
    private static final Outcome FULL = retry("the buffer is away and the spool (pulso.spool.max-bytes) is full");
    private static final Outcome SLOW = retry("the buffer is away and the disk of the spool is slow");
    private static final Outcome BROKEN = retry("the buffer is away and the spool cannot be written");
    /** Of one sync. */
    private static final int GROUP_BYTES = 8 << 20;

    /** Bytes taken in and not yet on disk. */
    private static final int ROOM = 32 << 20;

    private static final long ROOM_MILLIS = 1500;
    private static final long POLL_MILLIS = 100;

    /** So many waiting records, and so long a wait, that the next may wait until they are at the broker. */
    private static final int FEW = 1000;

    private static final long HANDOVER_MILLIS = 500;

    private final SegmentLog log;
    private final long maxBytes;
    private final Clock clock;
    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(ROOM);
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicLong waiting;
    private final Object handover = new Object();
    private final AtomicLong spooled = new AtomicLong();
    private final Thread writer = new Thread(this::run, "spool-writer");
    private volatile boolean closed;
    private volatile boolean broken;

    /** @param room it holds */
    private record Entry(Outgoing record, int room, CompletableFuture<Outcome> outcome) {}

    Spool(SegmentLog log, long maxBytes, Clock clock) {
        this.log = log;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.waiting = new AtomicLong(log.records());
    }

    Spool start() {
        writer.start();
        return this;
    }

    /**
     * Takes a record; waits a moment if the disk does not keep up.
     *
     * @return accepted without a place once it is on disk; {@link Outcome.Retry} if there is no room or no disk
     */
    CompletableFuture<Outcome> append(Outgoing record) {
        int size = Math.min(record.size(), ROOM);
        try {
            if (room.tryAcquire(size) || room.tryAcquire(size, ROOM_MILLIS, TimeUnit.MILLISECONDS)) {
                return append(new Entry(record, size, new CompletableFuture<>()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return CompletableFuture.completedFuture(SLOW);
    }

    /** The same without waiting. */
    CompletableFuture<Outcome> appendAtOnce(Outgoing record) {
        int size = Math.min(record.size(), ROOM);
        return room.tryAcquire(size)
                ? append(new Entry(record, size, new CompletableFuture<>()))
                : CompletableFuture.completedFuture(SLOW);
    }

    /** The same for records that hold room in memory already, as those do that were on their way to the broker. */
    CompletableFuture<Outcome> appendHeld(Outgoing record) {
        return append(new Entry(record, 0, new CompletableFuture<>()));
    }

    private CompletableFuture<Outcome> append(Entry entry) {
        int size = entry.record().size();
        if (closed || full(size)) {
            room.release(entry.room());
            return CompletableFuture.completedFuture(FULL);
        }
        queuedBytes.addAndGet(size);
        waiting.incrementAndGet();
        queue.add(entry);
        return entry.outcome();
    }

    private boolean full(int more) {
        // Nothing is compressed before it is written: what is queued counts as it is.
        return queuedBytes.get() + log.bytes() + more > maxBytes;
    }

    /** Whether records wait that the broker has not acknowledged: what comes now has to go behind them. */
    boolean isWaiting() {
        return waiting.get() > 0;
    }

    /** The oldest records that were not taken yet, or null. Taking more says that the broker has those before. */
    Segment.@Nullable Batch take() {
        return log.take();
    }

    /** Keeps an event that the broker will never take. */
    void keepRefused(Outgoing record) {
        byte[] event = record.event();
        try {
            log.keepRefused(event == null ? new byte[0] : event);
        } catch (IOException e) {
            LOG.error("a refused event cannot be kept", e);
        }
    }

    void forwarded(int records) {
        synchronized (handover) {
            waiting.addAndGet(-records);
            handover.notifyAll();
        }
    }

    /**
     * Waits a moment while the last few records are forwarded. Otherwise clients that never pause would stay on disk for
     * ever: there would always be a record of one of them before the next.
     *
     * @return whether nothing waits any more
     */
    boolean isHandedOver() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HANDOVER_MILLIS);
        synchronized (handover) {
            while (waiting.get() > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (waiting.get() > FEW || left <= 0) {
                    return false;
                }
                try {
                    handover.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    private void run() {
        List<Entry> group = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                Entry first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    collect(first, group);
                    write(group);
                    group.clear();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void collect(Entry first, List<Entry> group) {
        int bytes = 0;
        @Nullable Entry next = first;
        while (next != null) {
            group.add(next);
            bytes += next.record().size();
            next = bytes < GROUP_BYTES ? queue.poll() : null;
        }
    }

    private void write(List<Entry> group) {
        long bytes = group.stream().mapToLong(entry -> entry.record().size()).sum();
        Outcome outcome = ACCEPTED;
        try {
            log.append(group.stream().map(Entry::record).toList(), clock.millis());
            spooled.addAndGet(group.size());
            broken = false;
        } catch (IOException | UncheckedIOException e) {
            if (!broken) {
                LOG.error("the spool cannot be written", e);
            }
            broken = true;
            waiting.addAndGet(-group.size());
            outcome = BROKEN;
        }
        queuedBytes.addAndGet(-bytes);
        for (Entry entry : group) {
            room.release(entry.room());
            entry.outcome().complete(outcome);
        }
    }

    boolean isFull() {
        return broken || full(0);
    }

    long bytes() {
        return log.bytes();
    }

    long waiting() {
        return waiting.get();
    }

    /** Records written to disk since the start. */
    long spooled() {
        return spooled.get();
    }

    /** Writes what was taken in and closes the log. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }

    private static Outcome retry(String detail) {
        return new Outcome.Retry(new EventError(EventFault.BROKER_AWAY, "", detail));
    }
}
