package dev.pulso.ingest.publish;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.event.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Sends records and says what became of them. Never blocks for long: a broker that is away is said at once. */
public final class EventPublisher {
    private static final RecordHeader CONTENT_TYPE =
            new RecordHeader("content-type", CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII));
    private static final List<Header> PLAIN = List.of(CONTENT_TYPE);
    private static final Outcome AWAY = new Outcome.Retry(
            new EventError(EventFault.BROKER_AWAY, "", "the buffer did not confirm the event; send it again"));
    private static final Outcome TOO_LARGE = new Outcome.Rejected(
            new EventError(EventFault.EVENT_TOO_LARGE, "", "the event is larger than the buffer takes"));

    private final Producer<byte[], byte[]> producer;
    private final BrokerWatch watch;
    private final Semaphore room;
    private final int roomSize;
    private final long roomTimeoutMillis;
    private final AtomicLong sent = new AtomicLong();
    private final Set<Shipment> shipments = ConcurrentHashMap.newKeySet();
    /** Held for writing while all shipments are given up, so that none of them can be overtaken. */
    private final ReadWriteLock givingUp = new ReentrantReadWriteLock();

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

    /** One record; see {@link #send(List)}. */
    public CompletableFuture<Outcome> send(Outgoing record) {
        return send(List.of(record)).thenApply(outcomes -> outcomes.get(0));
    }

    /**
     * Sends records in their order; waits for room if there is none.
     *
     * @return what becomes of each, never a failure; {@link Outcome.Retry} as soon as the broker turns out to be away
     */
    public CompletableFuture<List<Outcome>> send(List<Outgoing> records) {
        int size = size(records);
        return watch.away() || !reserve(size) ? notSent(records) : launch(records, size);
    }

    /** The same without waiting, for threads that must not. */
    public CompletableFuture<List<Outcome>> sendAtOnce(List<Outgoing> records) {
        int size = size(records);
        return watch.away() || !room.tryAcquire(size) ? notSent(records) : launch(records, size);
    }

    private int size(List<Outgoing> records) {
        long size = 0;
        for (Outgoing record : records) {
            size += record.size();
        }
        return (int) Math.min(size, roomSize);
    }

    private static CompletableFuture<List<Outcome>> notSent(List<Outgoing> records) {
        return CompletableFuture.completedFuture(Collections.nCopies(records.size(), AWAY));
    }

    private CompletableFuture<List<Outcome>> launch(List<Outgoing> records, int size) {
        givingUp.readLock().lock();
        try {
            if (watch.away() || records.isEmpty()) {
                room.release(size);
                return notSent(records);
            }
            Shipment shipment = new Shipment(sent.getAndIncrement(), records.size(), () -> room.release(size));
            shipments.add(shipment);
            launch(shipment, records);
            return shipment.outcomes().whenComplete((outcomes, never) -> shipments.remove(shipment));
        } finally {
            givingUp.readLock().unlock();
        }
    }

    private void launch(Shipment shipment, List<Outgoing> records) {
        @Nullable String hopeless = null;
        for (int i = 0; i < records.size(); i++) {
            int index = i;
            String topic = records.get(index).topic();
            if (topic.equals(hopeless)) {
                // One that has to be repeated at once speaks for those behind it.
                shipment.landed(index, AWAY);
                continue;
            }
            launch(records.get(index), (placed, failure) -> shipment.landed(index, outcomeOf(placed, failure)));
            if (shipment.mustBeRepeated(index)) {
                hopeless = topic;
            }
        }
    }

    private void launch(Outgoing outgoing, Callback landed) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                outgoing.topic(), outgoing.partition(), outgoing.key(), outgoing.event(), headers(outgoing));
        try {
            // Failures come through the callback, metadata time-outs too.
            Future<RecordMetadata> unused = producer.send(record, landed);
        } catch (RuntimeException e) {
            landed.onCompletion(null, e);
        }
    }

    private static List<Header> headers(Outgoing outgoing) {
        String traceparent = outgoing.traceparent();
        return traceparent == null
                ? PLAIN
                : List.of(
                        CONTENT_TYPE,
                        new RecordHeader(TraceParent.NAME, traceparent.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * If the broker has been lost since the last call: gives up all that is under way, in the order it was sent, then says
     * {@link #away}. Its room stays taken until the producer lets go of it.
     *
     * @return whether it has been lost
     */
    boolean giveUpIfLost() {
        if (!watch.lost()) {
            return false;
        }
        givingUp.writeLock().lock();
        try {
            shipments.stream()
                    .sorted(Comparator.comparingLong(Shipment::number))
                    .forEach(shipment -> shipment.giveUp(AWAY));
            watch.open();
        } finally {
            givingUp.writeLock().unlock();
        }
        return true;
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
            return room.tryAcquire(size) || room.tryAcquire(size, roomTimeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
