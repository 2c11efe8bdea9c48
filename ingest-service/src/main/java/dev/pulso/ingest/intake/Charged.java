package dev.pulso.ingest.intake;

import dev.pulso.access.Allowance;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.Incoming;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes each event off the caller's quota. */
record Charged(Target target, Allowance allowance) implements Target {
    @Override
    public CompletableFuture<List<Outcome>> take(List<Incoming> events) {
        allowance.charge(events.size());
        return target.take(events);
    }
}
