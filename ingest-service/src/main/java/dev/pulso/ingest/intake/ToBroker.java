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
import java.util.Base64;
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

    private final Function<Outgoing, CompletableFuture<Outcome>> delivery;
    private final Checks checks;
    private final Clock clock;
    private final @Nullable String traceparent;

    /**
     * @param delivery {@link Delivery#send} or {@link Delivery#sendAtOnce}
     * @param traceparent trace context of the request, if it has one that conforms
     */
    ToBroker(
            Function<Outgoing, CompletableFuture<Outcome>> delivery,
            Checks checks,
            Clock clock,
            @Nullable String traceparent) {
        this.traceparent = traceparent;
        this.delivery = delivery;
        this.checks = checks;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Outcome> take(Incoming event) {
        if (!checks.ready()) {
            return CompletableFuture.completedFuture(NOT_READY);
        }
        Incoming checked = checks.check(event);
        if (checked instanceof Incoming.Good good) {
            String valueField = checks.valueField(good.envelope().type());
            byte[] stamped = EventStamps.stamp(good, clock.instant(), valueField, traceparent);
            return delivery.apply(
                    Outgoing.of(Topics.EVENTS_NAME, good.envelope().key(), stamped, traceparent));
        }
        Incoming.Bad bad = (Incoming.Bad) checked;
        Outcome rejected = new Outcome.Rejected(bad.error());
        // The verdict stands, dead letter or not: sending the event again would not change it.
        return delivery.apply(Outgoing.of(Topics.REJECTED.name(), bad.id(), deadLetter(bad), traceparent))
                .thenApply(ignored -> rejected);
    }

    private byte[] deadLetter(Incoming.Bad bad) {
        Instant now = clock.instant();
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
