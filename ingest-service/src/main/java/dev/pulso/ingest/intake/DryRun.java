package dev.pulso.ingest.intake;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.Incoming;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Says what would become of an event and does nothing. */
final class DryRun implements Target {
    private final Checks checks;

    DryRun(Checks checks) {
        this.checks = checks;
    }

    @Override
    public CompletableFuture<List<Outcome>> take(List<Incoming> events) {
        return CompletableFuture.completedFuture(
                events.stream().map(this::outcome).toList());
    }

    private Outcome outcome(Incoming event) {
        return checks.check(event) instanceof Incoming.Bad bad
                ? new Outcome.Rejected(bad.error())
                : new Outcome.Accepted(-1, -1);
    }
}
