package dev.pulso.results.fact;

import dev.pulso.results.refusal.Failures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Wires the topics of facts to {@link FactInbox}. One poll at a time; what fails is tried again without end. */
@ApplicationScoped
class FactConsumer {
    private static final Logger LOG = Logger.getLogger(FactConsumer.class);

    private final FactInbox inbox;
    private final FactConfig config;

    FactConsumer(FactInbox inbox, FactConfig config) {
        this.inbox = inbox;
        this.config = config;
    }

    @Incoming("facts")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> inbox.take(records))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("facts=%d retry=true reason=%s", records.count(), Failures.reason(failure)))
                .onFailure()
                .retry()
                .withBackOff(config.retryMin(), config.retryMax())
                .indefinitely();
    }
}
