package dev.pulso.ingest.publish;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.event.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Sends records and says what became of them. Never blocks for long: a broker that is away is said at once. */
public final class EventPublisher {
    private static final RecordHeader CONTENT_TYPE =
            new RecordHeader("content-type", CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));
    private static final Outcome AWAY = new Outcome.Retry(
            new EventError(EventFault.BROKER_AWAY, "", "the buffer did not confirm the event; send it again"));
    private static final Outcome TOO_LARGE = new Outcome.Rejected(
            new EventError(EventFault.EVENT_TOO_LARGE, "", "the event is larger than the buffer takes"));
    private static final long POLL_MILLIS = 50;

    private final Producer<byte[], byte[]> producer;
    private final BrokerWatch watch;
    private final Semaphore room;
    private final int roomSize;
    private final long roomTimeoutMillis;

    EventPublisher(Producer<byte[], byte[]> producer, BrokerWatch watch, PublishConfig config) {
        this.producer = producer;
        this.watch = watch;
        this.roomSize = config.maxInFlight();
        this.room = new Semaphore(roomSize);
        this.roomTimeoutMillis = config.roomTimeout().toMillis();
    }

    /** Whether sending is pointless now. */
    public boolean away() {
        return watch.away();
    }

    public int bytesInFlight() {
        return roomSize - room.availablePermits();
    }

    public CompletableFuture<Outcome> send(
            String topic, @Nullable String key, byte @Nullable [] event, @Nullable String traceparent) {
        return send(new Outgoing(topic, null, bytes(key), event, traceparent));
    }

    public CompletableFuture<Outcome> send(Outgoing outgoing) {
        byte[] event = outgoing.event();
        int size = Math.min(event == null ? 1 : event.length + 100, roomSize);
        if (watch.away() || !reserve(size)) {
            return CompletableFuture.completedFuture(AWAY);
        }
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(outgoing.topic(), outgoing.partition(), outgoing.key(), event);
        record.headers().add(CONTENT_TYPE);
        String traceparent = outgoing.traceparent();
        if (traceparent != null) {
            record.headers().add(TraceParent.NAME, traceparent.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            // Failures come through the callback, metadata time-outs too.
            Future<RecordMetadata> unused = producer.send(record, (placed, failure) -> {
                room.release(size);
                outcome.complete(outcomeOf(placed, failure));
            });
        } catch (RuntimeException e) {
            room.release(size);
            outcome.complete(AWAY);
        }
        return outcome;
    }

    /** Waits until the outcome is known or the broker turns out to be away. */
    public Outcome await(CompletableFuture<Outcome> outcome) {
        while (true) {
            try {
                return outcome.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (watch.away()) {
                    return AWAY;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return AWAY;
            } catch (ExecutionException e) {
                throw new IllegalStateException("outcomes never fail", e);
            }
        }
    }

    private Outcome outcomeOf(@Nullable RecordMetadata placed, @Nullable Exception failure) {
        if (failure == null && placed != null) {
            watch.acknowledged();
            return new Outcome.Accepted(placed.partition(), placed.offset());
        }
        return failure instanceof RecordTooLargeException ? TOO_LARGE : AWAY;
    }

    private boolean reserve(int size) {
        try {
            return room.tryAcquire(size, roomTimeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte @Nullable [] bytes(@Nullable String key) {
        return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }
}
