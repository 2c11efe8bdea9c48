package dev.pulso.ingest.intake;

import dev.pulso.access.Allowance;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.Incoming;
import java.util.concurrent.CompletableFuture;

/** Takes each event off the caller's quota. */
record Charged(Target target, Allowance allowance) implements Target {
    @Override
    public CompletableFuture<Outcome> take(Incoming event) {
        allowance.charge();
        return target.take(event);
    }

    @Override
    public Outcome await(CompletableFuture<Outcome> outcome) {
        return target.await(outcome);
    }
}
