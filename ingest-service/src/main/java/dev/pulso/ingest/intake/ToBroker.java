package dev.pulso.ingest.intake;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.rejection.Rejection;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.event.EventStamps;
import dev.pulso.ingest.event.Incoming;
import dev.pulso.ingest.publish.Outgoing;
import dev.pulso.ingest.spool.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Good events go to {@code pulso.events}, bad ones to {@code pulso.events.rejected}. */
final class ToBroker implements Target {
    private static final String ORIGIN = "ingest-service";
    private static final String SOURCE = "/pulso/ingest-service";

    private static final Outcome NOT_READY = new Outcome.Retry(
            new EventError(EventFault.BROKER_AWAY, "", "the schemas are not read yet; send the event again"));

    private final Function<List<Outgoing>, CompletableFuture<List<Outcome>>> delivery;
    private final Checks checks;
    private final Clock clock;
    private final @Nullable String traceparent;

    /**
     * @param delivery {@link Delivery#send} or {@link Delivery#sendAtOnce}
     * @param traceparent trace context of the request, if it has one that conforms
     */
    ToBroker(
            Function<List<Outgoing>, CompletableFuture<List<Outcome>>> delivery,
            Checks checks,
            Clock clock,
            @Nullable String traceparent) {
        this.traceparent = traceparent;
        this.delivery = delivery;
        this.checks = checks;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<List<Outcome>> take(List<Incoming> events) {
        if (!checks.ready()) {
            return CompletableFuture.completedFuture(Collections.nCopies(events.size(), NOT_READY));
        }
        List<Outgoing> records = new ArrayList<>(events.size());
        Map<Integer, Outcome> refused = new HashMap<>();
        Instant now = clock.instant();
        for (Incoming event : events) {
            Incoming checked = checks.check(event);
            if (checked instanceof Incoming.Bad bad) {
                refused.put(records.size(), new Outcome.Rejected(bad.error()));
            }
            records.add(outgoing(checked, now));
        }
        // The verdict stands, dead letter or not: sending the event again would not change it.
        return delivery.apply(records)
                .thenApply(outcomes -> refused.isEmpty() ? outcomes : overruled(outcomes, refused));
    }

    private static List<Outcome> overruled(List<Outcome> outcomes, Map<Integer, Outcome> refused) {
        List<Outcome> all = new ArrayList<>(outcomes);
        refused.forEach(all::set);
        return all;
    }

    private Outgoing outgoing(Incoming event, Instant now) {
        if (event instanceof Incoming.Good good) {
            String valueField = checks.valueField(good.envelope().type());
            byte[] stamped = EventStamps.stamp(good, now, valueField, traceparent);
            return Outgoing.of(Topics.EVENTS_NAME, good.envelope().key(), stamped, traceparent);
        }
        Incoming.Bad bad = (Incoming.Bad) event;
        return Outgoing.of(Topics.REJECTED.name(), bad.id(), deadLetter(bad, now), traceparent);
    }

    private byte[] deadLetter(Incoming.Bad bad, Instant now) {
        Rejection rejection = new Rejection(
                bad.error().fault().code(),
                bad.error().pointer(),
                bad.error().detail(),
                Base64.getEncoder().encodeToString(bad.raw()),
                now,
                ORIGIN,
                bad.contentType());
        return MessageCodec.write(new CloudEvent<>(
                UUID.randomUUID().toString(), SOURCE, Topics.REJECTED.type(), bad.id(), now, traceparent, rejection));
    }
}
