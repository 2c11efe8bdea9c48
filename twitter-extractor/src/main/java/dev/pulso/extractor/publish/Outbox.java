package dev.pulso.extractor.publish;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.post.Post;
import dev.pulso.contracts.rejection.Rejection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * What one replay or source has on the way to the broker: bounded, in order, and drained before a cursor moves. For use
 * by one thread.
 */
public final class Outbox {
    private final Publisher publisher;
    private final int bound;
    private final Duration retryDelay;
    private final Semaphore room;
    private volatile boolean brokerAway;

    public Outbox(Publisher publisher, int bound, Duration retryDelay) {
        this.publisher = publisher;
        this.bound = bound;
        this.retryDelay = retryDelay;
        this.room = new Semaphore(bound);
    }

    /**
     * Sends a post; waits while too many are in flight, and for ever while the broker is away.
     *
     * @param acknowledged called from the producer's thread when the broker has it
     * @param refused called from the producer's thread if the broker will never take it
     */
    public void send(Post post, Runnable acknowledged, Consumer<Throwable> refused) throws InterruptedException {
        send(Topics.POSTS, post.key(), PostMessages.messageOf(post), acknowledged, refused);
    }

    /** Sends a rejection. One that the broker refuses is dropped: its count and reason are kept by the replay. */
    public void send(CloudEvent<Rejection> rejection) throws InterruptedException {
        send(Topics.REJECTED, rejection.id(), rejection, () -> {}, failure -> {});
    }

    /** Waits until nothing is in flight. */
    public void drain() throws InterruptedException {
        room.acquire(bound);
        room.release(bound);
    }

    public int inFlight() {
        return bound - room.availablePermits();
    }

    /** Whether the last message could not be handed over because the broker is away. */
    public boolean brokerAway() {
        return brokerAway;
    }

    private void send(
            Topic<?> topic, String key, CloudEvent<?> message, Runnable acknowledged, Consumer<Throwable> refused)
            throws InterruptedException {
        room.acquire();
        CompletableFuture<Void> sent = publisher.publish(topic, key, message);
        while (neverTaken(sent)) {
            brokerAway = true;
            Thread.sleep(retryDelay.toMillis());
            sent = publisher.publish(topic, key, message);
        }
        brokerAway = false;
        sent.whenComplete((done, failure) -> {
                    try {
                        if (failure == null) {
                            acknowledged.run();
                        } else {
                            refused.accept(failure);
                        }
                    } finally {
                        room.release();
                    }
                })
                .isDone();
    }

    private static boolean neverTaken(CompletableFuture<Void> sent) {
        if (!sent.isCompletedExceptionally()) {
            return false;
        }
        try {
            sent.join();
            return false;
        } catch (CompletionException e) {
            return e.getCause() instanceof BrokerAwayException;
        }
    }
}
