package dev.pulso.ingest.intake;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.Incoming;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks its target no more once an event had to be repeated at once: each further try could wait for room again. Knows one
 * request only.
 */
final class UntilRetry implements Target {
    private final Target target;
    private @Nullable Outcome hopeless;

    UntilRetry(Target target) {
        this.target = target;
    }

    @Override
    public CompletableFuture<List<Outcome>> take(List<Incoming> events) {
        if (hopeless != null) {
            return CompletableFuture.completedFuture(Collections.nCopies(events.size(), hopeless));
        }
        CompletableFuture<List<Outcome>> outcomes = target.take(events);
        if (outcomes.isDone()) {
            hopeless = outcomes.join().stream()
                    .filter(Outcome.Retry.class::isInstance)
                    .findFirst()
                    .orElse(null);
        }
        return outcomes;
    }
}
