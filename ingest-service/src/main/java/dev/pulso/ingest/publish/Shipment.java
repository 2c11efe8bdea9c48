package dev.pulso.ingest.publish;

import dev.pulso.ingest.answer.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Records that were sent together, on their way. One future for all: one each was a tenth of the work on a batch. */
final class Shipment {
    private final long number;
    private final Runnable onLanded;
    private final AtomicReferenceArray<Outcome> outcomes;
    private final AtomicInteger underWay;
    private final CompletableFuture<List<Outcome>> known = new CompletableFuture<>();

    /**
     * @param number grows from shipment to shipment
     * @param onLanded called once the producer has let go of every record
     */
    Shipment(long number, int records, Runnable onLanded) {
        this.number = number;
        this.onLanded = onLanded;
        this.outcomes = new AtomicReferenceArray<>(records);
        this.underWay = new AtomicInteger(records);
    }

    long number() {
        return number;
    }

    /** Completes, never with a failure, when it is known what became of every record. */
    CompletableFuture<List<Outcome>> outcomes() {
        return known;
    }

    boolean mustBeRepeated(int index) {
        return outcomes.get(index) instanceof Outcome.Retry;
    }

    /** The producer lets go of a record. What was said of it before stands. */
    void landed(int index, Outcome outcome) {
        outcomes.compareAndSet(index, null, outcome);
        if (underWay.decrementAndGet() == 0) {
            onLanded.run();
            tell();
        }
    }

    /** Says {@code outcome} of all records of which nothing is known yet. */
    void giveUp(Outcome outcome) {
        for (int i = 0; i < outcomes.length(); i++) {
            outcomes.compareAndSet(i, null, outcome);
        }
        tell();
    }

    private void tell() {
        List<Outcome> all = new ArrayList<>(outcomes.length());
        for (int i = 0; i < outcomes.length(); i++) {
            all.add(outcomes.get(i));
        }
        known.complete(all);
    }
}
