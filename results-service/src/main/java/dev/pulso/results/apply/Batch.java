package dev.pulso.results.apply;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.results.generation.KnownGenerations;
import dev.pulso.results.publish.Outgoing;
import dev.pulso.results.refusal.Refusal;
import dev.pulso.results.window.Change;
import dev.pulso.results.window.Fold;
import dev.pulso.results.window.Publication;
import dev.pulso.results.window.Stored;
import dev.pulso.results.window.UnusableDelta;
import dev.pulso.results.window.WindowKey;
import dev.pulso.results.window.Windows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The changes of one kind in a poll, in the order of their topic partitions. */
record Batch<K extends WindowKey, V>(Windows<K, V> windows, List<Item<K, V>> items) {
    /** Reads the records of one topic; those that are no usable delta go to {@code refused}. */
    static <K extends WindowKey, V> Batch<K, V> read(
            Windows<K, V> windows, Iterable<ConsumerRecord<byte[], byte[]>> records, Consumer<Refusal> refused) {
        List<Item<K, V>> items = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                byte[] value = record.value() == null ? new byte[0] : record.value();
                items.add(new Item<>(record, windows.read(value)));
            } catch (InvalidMessageException e) {
                refused.accept(new Refusal(record, e.code(), e.pointer(), String.valueOf(e.getMessage())));
            } catch (UnusableDelta e) {
                refused.accept(new Refusal(record, e.code(), e.pointer(), String.valueOf(e.getMessage())));
            }
        }
        return new Batch<>(windows, items);
    }

    int size() {
        return items.size();
    }

    Set<Long> generations() {
        return items.stream().map(item -> item.change().key().generation()).collect(Collectors.toSet());
    }

    List<Batch<K, V>> halves() {
        int middle = items.size() / 2;
        return List.of(
                new Batch<>(windows, items.subList(0, middle)),
                new Batch<>(windows, items.subList(middle, items.size())));
    }

    /** Whether the store has places for the rows. */
    boolean isPrepared() {
        return windows.isPrepared(keys());
    }

    void prepare(Connection connection) throws SQLException {
        windows.prepare(connection, keys());
    }

    void prepared() {
        windows.prepared(keys());
    }

    private Set<K> keys() {
        return items.stream().map(item -> item.change().key()).collect(Collectors.toSet());
    }

    /** Adds the changes to the store, within the caller's transaction. */
    Applied apply(Connection connection, KnownGenerations generations) throws SQLException {
        List<Change<K, V>> accepted = items.stream()
                .map(Item::change)
                .filter(change -> generations.accepts(change.key().generation()))
                .toList();
        if (accepted.isEmpty()) {
            return new Applied(windows.deltas().name(), 0, 0, items.size(), List.of());
        }
        Set<K> keys = accepted.stream().map(Change::key).collect(Collectors.toSet());
        Fold<K, V> fold = Fold.of(windows.load(connection, keys), windows.nothing(), accepted);
        Map<K, Stored<V>> changed = fold.toWrite();
        if (!changed.isEmpty()) {
            windows.store(connection, changed);
        }
        return new Applied(
                windows.deltas().name(),
                accepted.size() - fold.duplicates(),
                fold.duplicates(),
                items.size() - accepted.size(),
                windows.publication()
                        .map(publication -> messages(publication, fold.toPublish(), generations))
                        .orElse(List.of()));
    }

    /** What the serving generation's rows say. */
    private static <K extends WindowKey, V> List<Outgoing> messages(
            Publication<K, V> publication, Map<K, Stored<V>> rows, KnownGenerations generations) {
        List<Outgoing> messages = new ArrayList<>();
        rows.forEach((key, row) -> {
            if (generations.isServing(key.generation()) && publication.isPublished(row.value())) {
                long version = generations.publishedVersion(key.generation(), row.version());
                messages.add(new Outgoing(
                        publication.published().name(),
                        publication.recordKey(key),
                        publication.message(key, row.value(), version)));
            }
        });
        return messages;
    }
}
