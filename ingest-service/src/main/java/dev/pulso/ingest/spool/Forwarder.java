package dev.pulso.ingest.spool;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.publish.EventPublisher;
import dev.pulso.ingest.publish.Outgoing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends what waits in the spool to the broker, in order, batch by batch. */
final class Forwarder implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final long PAUSE_MILLIS = 50;

    private final Spool spool;
    private final EventPublisher publisher;
    private final AtomicLong forwarded = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "spool-forwarder");
    private volatile Segment.@Nullable Batch current;

    Forwarder(Spool spool, EventPublisher publisher) {
        this.spool = spool;
        this.publisher = publisher;
    }

    Forwarder start() {
        thread.start();
        return this;
    }

    private void run() {
        while (!stopped(0)) {
            try {
                Segment.Batch batch = spool.take();
                current = batch;
                if (batch == null) {
                    stopped(PAUSE_MILLIS);
                } else if (forward(batch.records())) {
                    spool.forwarded(batch.records().size());
                }
            } catch (RuntimeException e) {
                LOG.error("the spool cannot be read; trying on", e);
                stopped(TimeUnit.SECONDS.toMillis(1));
            }
        }
    }

    /** @return whether the broker has all of them; false only when closing */
    private boolean forward(List<Outgoing> records) {
        int done = 0;
        while (done < records.size()) {
            while (publisher.away()) {
                if (stopped(PAUSE_MILLIS)) {
                    return false;
                }
            }
            done += send(records.subList(done, records.size()));
            if (done < records.size() && stopped(PAUSE_MILLIS)) {
                return false;
            }
        }
        return true;
    }

    /** @return how many, from the first, need no further try */
    private int send(List<Outgoing> records) {
        List<CompletableFuture<Outcome>> outcomes =
                records.stream().map(publisher::send).toList();
        for (int done = 0; done < records.size(); done++) {
            Outcome known = outcomes.get(done).join();
            if (known instanceof Outcome.Retry) {
                return done;
            }
            if (known instanceof Outcome.Rejected) {
                LOG.errorf(
                        "the broker takes no record of this size (max.message.bytes); it is kept as %s",
                        SegmentLog.REFUSED);
                spool.keepRefused(records.get(done));
                refused.incrementAndGet();
            } else {
                forwarded.incrementAndGet();
            }
        }
        return records.size();
    }

    private boolean stopped(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    long forwarded() {
        return forwarded.get();
    }

    long refused() {
        return refused.get();
    }

    /** When the oldest waiting record was written, milliseconds since 1970; -1 if none waits. */
    long oldestMillis() {
        Segment.Batch batch = current;
        return batch == null ? -1 : batch.writtenAtMillis();
    }

    /** Stops; what waits stays on disk for the next start. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(6));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
