package dev.pulso.ingest.intake;

import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.Incoming;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

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
        return events -> {
            bytes.increment(events.stream().mapToLong(Incoming::size).sum());
            return target.take(events).whenComplete((outcomes, never) -> count(outcomes));
        };
    }

    private void count(List<Outcome> outcomes) {
        int good = 0;
        int again = 0;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Accepted) {
                good++;
            } else if (outcome instanceof Outcome.Rejected rejected) {
                rejected(rejected.error()).increment();
            } else {
                again++;
            }
        }
        accepted.increment(good);
        retried.increment(again);
    }

    private Counter rejected(EventError error) {
        return registry.counter("pulso.ingest.rejected", "code", error.fault().code());
    }
}
