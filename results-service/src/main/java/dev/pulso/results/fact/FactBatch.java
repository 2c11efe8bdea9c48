package dev.pulso.results.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.results.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The facts of one kind in a poll, in the order of their partitions. */
record FactBatch<T>(Facts<T> kind, List<Entry<T>> entries) {
    /** A fact and the record it came in. */
    record Entry<T>(ConsumerRecord<byte[], byte[]> source, Fact<T> fact) {}

    /** Reads records; those that are no message of the topic go to {@code refused}. */
    static <T> FactBatch<T> read(
            Facts<T> kind, Iterable<ConsumerRecord<byte[], byte[]>> records, Consumer<Refusal> refused) {
        List<Entry<T>> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            // A tombstone only makes room on the compacted topic.
            if (record.value() != null) {
                try {
                    entries.add(new Entry<>(record, fact(kind, record)));
                } catch (InvalidMessageException e) {
                    refused.accept(new Refusal(record, e.code(), e.pointer(), String.valueOf(e.getMessage())));
                }
            }
        }
        return new FactBatch<>(kind, entries);
    }

    private static <T> Fact<T> fact(Facts<T> kind, ConsumerRecord<byte[], byte[]> record)
            throws InvalidMessageException {
        CloudEvent<T> event = MessageCodec.read(kind.topic(), record.value());
        try {
            JsonNode raw = MessageCodec.mapper().readTree(record.value()).path("data");
            return new Fact<>(event.data(), raw, Instant.ofEpochMilli(record.timestamp()));
        } catch (IOException e) {
            throw new UncheckedIOException("a message that has been read is unreadable", e);
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<FactBatch<T>> halves() {
        int middle = entries.size() / 2;
        return List.of(
                new FactBatch<>(kind, entries.subList(0, middle)),
                new FactBatch<>(kind, entries.subList(middle, entries.size())));
    }

    void store(Connection connection, List<FactListener> listeners) throws SQLException {
        List<Fact<T>> facts = entries.stream().map(Entry::fact).toList();
        kind.store(connection, facts);
        for (FactListener listener : listeners) {
            listener.heard(connection, kind.topic(), facts);
        }
    }
}
