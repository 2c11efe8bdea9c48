package dev.pulso.ingest.intake;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.Incoming;
import java.util.concurrent.CompletableFuture;

/** Where events go: to the broker, or nowhere in a dry run. */
interface Target {
    CompletableFuture<Outcome> take(Incoming event);

    /** Waits for an outcome of this target; it is known at the latest when the broker turns out to be away. */
    default Outcome await(CompletableFuture<Outcome> outcome) {
        return outcome.join();
    }
}
