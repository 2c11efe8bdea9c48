package dev.pulso.ingest.intake;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.Incoming;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where events go: to the broker, or nowhere in a dry run. */
interface Target {
    /** @return what becomes of each, never a failure; known at the latest when the broker turns out to be away */
    CompletableFuture<List<Outcome>> take(List<Incoming> events);
}
