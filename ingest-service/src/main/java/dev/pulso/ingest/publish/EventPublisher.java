package dev.pulso.ingest.publish;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.ingest.answer.Outcome;
import dev.pulso.ingest.event.EventError;
import dev.pulso.ingest.event.EventFault;
import dev.pulso.ingest.event.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
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

    private final Producer<byte[], byte[]> producer;
    private final BrokerWatch watch;
    private final Semaphore room;
    private final int roomSize;
    private final long roomTimeoutMillis;
    private final AtomicLong sent = new AtomicLong();
    private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
    /** Held for writing while all flights are given up, so that none of them can be overtaken. */
    private final ReadWriteLock givingUp = new ReentrantReadWriteLock();

    EventPublisher(Producer<byte[], byte[]> producer, BrokerWatch watch, PublishConfig config) {
        this.producer = producer;
        this.watch = watch;
        this.roomSize = config.maxInFlight();
        this.room = new Semaphore(roomSize);
        this.roomTimeoutMillis = config.roomTimeout().toMillis();
    }

    /** A record on its way. */
    private final class Flight implements Callback {
        private final long number = sent.getAndIncrement();
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private final int size;

        Flight(int size) {
            this.size = size;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata placed, @Nullable Exception failure) {
            flights.remove(this);
            room.release(size);
            outcome.complete(outcomeOf(placed, failure));
        }
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
        return send(Outgoing.of(topic, key, event, traceparent));
    }

    /**
     * Sends one record; waits for room if there is none.
     *
     * @return what becomes of it, never a failure; {@link Outcome.Retry} as soon as the broker turns out to be away
     */
    public CompletableFuture<Outcome> send(Outgoing outgoing) {
        int size = Math.min(outgoing.size(), roomSize);
        return watch.away() || !reserve(size) ? CompletableFuture.completedFuture(AWAY) : launch(outgoing, size);
    }

    /** The same without waiting, for threads that must not. */
    public CompletableFuture<Outcome> sendAtOnce(Outgoing outgoing) {
        int size = Math.min(outgoing.size(), roomSize);
        return watch.away() || !room.tryAcquire(size)
                ? CompletableFuture.completedFuture(AWAY)
                : launch(outgoing, size);
    }

    private CompletableFuture<Outcome> launch(Outgoing outgoing, int size) {
        givingUp.readLock().lock();
        try {
            Flight flight = new Flight(size);
            if (watch.away()) {
                room.release(size);
                flight.outcome.complete(AWAY);
            } else {
                launch(flight, outgoing);
            }
            return flight.outcome;
        } finally {
            givingUp.readLock().unlock();
        }
    }

    private void launch(Flight flight, Outgoing outgoing) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(outgoing.topic(), outgoing.partition(), outgoing.key(), outgoing.event());
        record.headers().add(CONTENT_TYPE);
        String traceparent = outgoing.traceparent();
        if (traceparent != null) {
            record.headers().add(TraceParent.NAME, traceparent.getBytes(StandardCharsets.US_ASCII));
        }
        flights.add(flight);
        try {
            // Failures come through the callback, metadata time-outs too.
            Future<RecordMetadata> unused = producer.send(record, flight);
        } catch (RuntimeException e) {
            flight.onCompletion(null, e);
        }
    }

    /** Waits until the outcome is known: at the latest when the broker turns out to be away. */
    public Outcome await(CompletableFuture<Outcome> outcome) {
        return outcome.join();
    }

    /**
     * If the broker has been lost since the last call: gives up all flights, in the order they were sent, then says
     * {@link #away}. Their room stays taken until the producer lets go of them.
     *
     * @return whether it has been lost
     */
    boolean giveUpIfLost() {
        if (!watch.lost()) {
            return false;
        }
        givingUp.writeLock().lock();
        try {
            flights.stream()
                    .sorted(Comparator.comparingLong(flight -> flight.number))
                    .forEach(flight -> flight.outcome.complete(AWAY));
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
