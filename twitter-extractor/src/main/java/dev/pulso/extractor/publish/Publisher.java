package dev.pulso.extractor.publish;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topic;
import java.util.concurrent.CompletableFuture;

/** Where messages go. Messages with the same key arrive in the order of the calls. */
@FunctionalInterface
public interface Publisher {
    /**
     * Hands a message over.
     *
     * <p>A future that has already failed with {@link BrokerAwayException} when this returns means that the message was
     * never taken and may be handed over again without breaking the order.
     *
     * @return completes when the broker has acknowledged to all in-sync replicas
     */
    CompletableFuture<Void> publish(Topic<?> topic, String key, CloudEvent<?> message);
}
