package dev.pulso.ingest.spool;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.publish.EventPublisher;
import dev.pulso.ingest.publish.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
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
     * Sends records in their order; waits a moment for room if there is none.
     *
     * @return what becomes of each, never a failure; accepted without partition and offset if it went to disk
     */
    public CompletableFuture<List<Outcome>> send(List<Outgoing> records) {
        if (spool == null) {
            return publisher.send(records);
        }
        boolean toDisk = publisher.away() || !spool.isHandedOver();
        return toDisk ? each(records, spool::append) : orToDisk(publisher.send(records), records, spool);
    }

    /** The same without waiting, for threads that must not. */
    public CompletableFuture<List<Outcome>> sendAtOnce(List<Outgoing> records) {
        if (spool == null) {
            return publisher.sendAtOnce(records);
        }
        return publisher.away() || spool.isWaiting()
                ? each(records, spool::appendAtOnce)
                : orToDisk(publisher.sendAtOnce(records), records, spool);
    }

    /** Whether records wait on disk, so that {@link #send}, which may wait, brings the way past the disk back sooner. */
    public boolean isBridging() {
        return spool != null && spool.isWaiting();
    }

    private static CompletableFuture<List<Outcome>> orToDisk(
            CompletableFuture<List<Outcome>> sent, List<Outgoing> records, Spool to) {
        // Those under way when the broker is lost are given up in order, and so written in order.
        return sent.thenCompose(outcomes -> outcomes.stream().noneMatch(Outcome.Retry.class::isInstance)
                ? CompletableFuture.completedFuture(outcomes)
                : all(IntStream.range(0, records.size())
                        .mapToObj(i -> outcomes.get(i) instanceof Outcome.Retry
                                ? to.appendHeld(records.get(i))
                                : CompletableFuture.completedFuture(outcomes.get(i)))
                        .toList()));
    }

    private static CompletableFuture<List<Outcome>> each(
            List<Outgoing> records, Function<Outgoing, CompletableFuture<Outcome>> way) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(records.size());
        @Nullable CompletableFuture<Outcome> hopeless = null;
        for (Outgoing record : records) {
            // Each further try could wait as long: one that has to be repeated at once speaks for those behind it.
            CompletableFuture<Outcome> outcome = hopeless == null ? way.apply(record) : hopeless;
            if (outcome.isDone() && outcome.join() instanceof Outcome.Retry) {
                hopeless = outcome;
            }
            outcomes.add(outcome);
        }
        return all(outcomes);
    }

    private static CompletableFuture<List<Outcome>> all(List<CompletableFuture<Outcome>> outcomes) {
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        known -> outcomes.stream().map(CompletableFuture::join).toList());
    }
}
