package dev.pulso.results.apply;

import dev.pulso.results.publish.Outgoing;
import dev.pulso.results.publish.Publications;
import dev.pulso.results.refusal.Refusal;
import dev.pulso.results.window.Windows;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

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
    private final ApplyConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    DeltaInbox(
            @All List<Windows<?, ?>> kinds,
            DeltaStore store,
            Publications publications,
            ApplyConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.kinds = kinds;
        this.store = store;
        this.publications = publications;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes a poll, in parts that have no partition in common: their rows have nothing in common either. */
    void take(ConsumerRecords<byte[], byte[]> records) {
        List<CompletableFuture<Void>> others = new ArrayList<>();
        List<List<TopicPartition>> parts = parts(records.partitions());
        for (List<TopicPartition> part : parts.subList(1, parts.size())) {
            others.add(CompletableFuture.runAsync(() -> take(records, part), Infrastructure.getDefaultWorkerPool()));
        }
        try {
            take(records, parts.get(0));
        } finally {
            // All have ended when this returns, whatever came of them: the poll may be tried again as a whole.
            CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
                    .handle((done, failure) -> done)
                    .join();
        }
        others.forEach(CompletableFuture::join);
    }

    private List<List<TopicPartition>> parts(Collection<TopicPartition> partitions) {
        Map<Integer, List<TopicPartition>> parts = partitions.stream()
                .collect(Collectors.groupingBy(partition -> partition.partition() % config.parallel()));
        return parts.isEmpty() ? List.of(List.of()) : List.copyOf(parts.values());
    }

    private void take(ConsumerRecords<byte[], byte[]> records, List<TopicPartition> part) {
        List<Refusal> refusals = new ArrayList<>();
        List<Batch<?, ?>> batches = new ArrayList<>();
        for (Windows<?, ?> kind : kinds) {
            List<ConsumerRecord<byte[], byte[]>> own = part.stream()
                    .filter(partition -> partition.topic().equals(kind.deltas().name()))
                    .flatMap(partition -> records.records(partition).stream())
                    .toList();
            batches.add(Batch.read(kind, own, refusals::add));
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
