package dev.pulso.ingest.intake;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.Incoming;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Counts events by what became of them, and their bytes. */
@Singleton
class IntakeMeters {
    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter retried;
    private final Counter bytes;

    IntakeMeters(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = registry.counter("pulso.ingest.accepted");
        this.retried = registry.counter("pulso.ingest.retry");
        this.bytes = registry.counter("pulso.ingest.bytes");
    }

    Target counting(Target target) {
        return new Target() {
            @Override
            public CompletableFuture<Outcome> take(Incoming event) {
                bytes.increment(event.size());
                return target.take(event);
            }

            @Override
            public Outcome await(CompletableFuture<Outcome> outcome) {
                Outcome known = target.await(outcome);
                count(known);
                return known;
            }
        };
    }

    private void count(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            accepted.increment();
        } else if (outcome instanceof Outcome.Rejected rejected) {
            registry.counter(
                            "pulso.ingest.rejected",
                            "code",
                            rejected.error().fault().code())
                    .increment();
        } else {
            retried.increment();
        }
    }
}
