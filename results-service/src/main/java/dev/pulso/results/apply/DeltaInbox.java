package dev.pulso.results.apply;

import dev.pulso.results.publish.Outgoing;
import dev.pulso.results.publish.Publications;
import dev.pulso.results.refusal.Refusal;
import dev.pulso.results.window.Windows;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Takes a poll: store first, then publish, then return so that the offsets are committed. A crash in between brings the
 * poll again; what is stored is recognised as a duplicate and what was not published is published then. So the offsets
 * are the outbox.
 */
@ApplicationScoped
class DeltaInbox {
    private final List<Windows<?, ?>> kinds;
    private final DeltaStore store;
    private final Publications publications;
    private final MeterRegistry meters;
    private final Clock clock;

    DeltaInbox(
            @All List<Windows<?, ?>> kinds,
            DeltaStore store,
            Publications publications,
            MeterRegistry meters,
            Clock clock) {
        this.kinds = kinds;
        this.store = store;
        this.publications = publications;
        this.meters = meters;
        this.clock = clock;
    }

    void take(ConsumerRecords<byte[], byte[]> records) {
        List<Refusal> refusals = new ArrayList<>();
        List<Batch<?, ?>> batches = new ArrayList<>();
        for (Windows<?, ?> kind : kinds) {
            batches.add(Batch.read(kind, records.records(kind.deltas().name()), refusals::add));
        }
        List<Applied> applied = meters.timer("pulso.deltas.apply").record(() -> store.apply(batches, refusals::add));
        List<Outgoing> messages = new ArrayList<>();
        applied.forEach(each -> messages.addAll(each.messages()));
        refusals.forEach(each -> messages.add(each.deadLetter(clock.instant())));
        publications.publish(messages);
        applied.forEach(this::count);
        refusals.forEach(each -> meters.counter(
                        "pulso.deltas.dead.lettered", "topic", each.source().topic(), "code", each.code())
                .increment());
    }

    private void count(Applied applied) {
        count("pulso.deltas.applied", applied.topic(), applied.applied());
        count("pulso.deltas.duplicates", applied.topic(), applied.duplicates());
        count("pulso.deltas.ignored", applied.topic(), applied.ignored());
        count("pulso.results.published", applied.topic(), applied.messages().size());
    }

    private void count(String name, String topic, int number) {
        meters.counter(name, "topic", topic).increment(number);
    }
}
