package dev.pulso.results.fact;

import dev.pulso.results.publish.Outgoing;
import dev.pulso.results.publish.Publications;
import dev.pulso.results.refusal.Failures;
import dev.pulso.results.refusal.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes a poll of facts: stores each kind in one transaction, sets aside what the store refuses, then returns. */
@ApplicationScoped
class FactInbox {
    private static final int TRANSACTION_SECONDS = 60;

    private final List<Facts<?>> kinds;
    private final List<FactListener> listeners;
    private final DataSource dataSource;
    private final Publications publications;
    private final MeterRegistry meters;
    private final Clock clock;

    FactInbox(
            @All List<Facts<?>> kinds,
            @All List<FactListener> listeners,
            DataSource dataSource,
            Publications publications,
            MeterRegistry meters,
            Clock clock) {
        this.kinds = kinds;
        this.listeners = listeners;
        this.dataSource = dataSource;
        this.publications = publications;
        this.meters = meters;
        this.clock = clock;
    }

    void take(ConsumerRecords<byte[], byte[]> records) {
        List<Refusal> refusals = new ArrayList<>();
        for (Facts<?> kind : kinds) {
            String topic = kind.topic().name();
            FactBatch<?> batch = FactBatch.read(kind, records.records(topic), refusals::add);
            store(batch, refusals::add);
            meters.counter("pulso.facts.stored", "topic", topic)
                    .increment(batch.entries().size());
        }
        List<Outgoing> deadLetters =
                refusals.stream().map(each -> each.deadLetter(clock.instant())).toList();
        publications.publish(deadLetters);
        refusals.forEach(each -> meters.counter(
                        "pulso.facts.dead.lettered", "topic", each.source().topic(), "code", each.code())
                .increment());
    }

    /** Halves until only the records whose data the database does not take are left out. */
    private void store(FactBatch<?> batch, Consumer<Refusal> refused) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            inTransaction(batch);
        } catch (RuntimeException e) {
            if (!Failures.causedByData(e)) {
                throw e;
            }
            if (batch.entries().size() > 1) {
                batch.halves().forEach(half -> store(half, refused));
            } else {
                refused.accept(new Refusal(
                        batch.entries().get(0).source(),
                        "not-storable",
                        "/data",
                        "the store refuses a value (" + Failures.reason(e) + ")"));
            }
        }
    }

    private void inTransaction(FactBatch<?> batch) {
        QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                batch.store(connection, listeners);
            }
            return batch;
        });
    }
}
