package dev.pulso.ingest.spool;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.publish.EventPublisher;
import dev.pulso.ingest.publish.Outgoing;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The way of records to the broker, by way of the disk while it is away if there is a spool. */
public final class Delivery {
    private final EventPublisher publisher;
    private final @Nullable Spool spool;

    Delivery(EventPublisher publisher, @Nullable Spool spool) {
        this.publisher = publisher;
        this.spool = spool;
    }

    /** Delivery without a spool. */
    public static Delivery direct(EventPublisher publisher) {
        return new Delivery(publisher, null);
    }

    /**
     * Sends one record; waits a moment for room if there is none.
     *
     * @return what becomes of it, never a failure; accepted without partition and offset if it went to disk
     */
    public CompletableFuture<Outcome> send(Outgoing outgoing) {
        if (spool == null) {
            return publisher.send(outgoing);
        }
        boolean toDisk = publisher.away() || !spool.isHandedOver();
        return toDisk ? spool.append(outgoing) : orToDisk(publisher.send(outgoing), outgoing, spool);
    }

    /** The same without waiting, for threads that must not. */
    public CompletableFuture<Outcome> sendAtOnce(Outgoing outgoing) {
        if (spool == null) {
            return publisher.sendAtOnce(outgoing);
        }
        return publisher.away() || spool.isWaiting()
                ? spool.appendAtOnce(outgoing)
                : orToDisk(publisher.sendAtOnce(outgoing), outgoing, spool);
    }

    /** Whether records wait on disk, so that {@link #send}, which may wait, brings the way past the disk back sooner. */
    public boolean isBridging() {
        return spool != null && spool.isWaiting();
    }

    private static CompletableFuture<Outcome> orToDisk(CompletableFuture<Outcome> sent, Outgoing outgoing, Spool to) {
        // Those under way when the broker is lost are given up in order, and so written in order.
        return sent.thenCompose(outcome -> outcome instanceof Outcome.Retry
                ? to.appendHeld(outgoing)
                : CompletableFuture.completedFuture(outcome));
    }
}
