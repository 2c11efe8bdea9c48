package dev.pulso.results.apply;

import dev.pulso.results.refusal.Failures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Wires the delta topics to {@link DeltaInbox}. One poll at a time; what fails is tried again without end, meanwhile the
 * connector pauses the partitions and goes on polling, so that the group keeps its member.
 */
@ApplicationScoped
class DeltaConsumer {
    private static final Logger LOG = Logger.getLogger(DeltaConsumer.class);

    private final DeltaInbox inbox;
    private final ApplyConfig config;

    DeltaConsumer(DeltaInbox inbox, ApplyConfig config) {
        this.inbox = inbox;
        this.config = config;
    }

    @Incoming("deltas")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> inbox.take(records))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("records=%d retry=true reason=%s", records.count(), Failures.reason(failure)))
                .onFailure()
                .retry()
                .withBackOff(config.retryMin(), config.retryMax())
                .indefinitely();
    }
}
