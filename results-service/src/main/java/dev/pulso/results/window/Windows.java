package dev.pulso.results.window;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * One kind of counted window: its deltas, its table and its absolute messages. The connections handed in are in a
 * transaction of the caller.
 */
public interface Windows<K extends WindowKey, V> {
    /** Where its deltas come from. */
    Topic<?> deltas();

    /** Where its absolute values go. */
    Topic<?> published();

    /** The value of a row nobody has counted into. */
    V nothing();

    /**
     * Reads a record of {@link #deltas()}.
     *
     * @throws InvalidMessageException if it is no message of the topic
     * @throws UnusableDelta if it is one, but cannot be added to anything
     */
    Change<K, V> read(byte[] bytes) throws InvalidMessageException, UnusableDelta;

    /** Makes the places that rows of these keys go to, in a transaction of its own before they are loaded. */
    default void prepare(Connection connection, Collection<K> keys) throws SQLException {}

    /** Whether {@link #prepare} has to be called for these keys. */
    default boolean isPrepared(Collection<K> keys) {
        return true;
    }

    /** Remembers that {@link #prepare} was called for these keys and is durable. */
    default void prepared(Collection<K> keys) {}

    Map<K, Stored<V>> load(Connection connection, Collection<K> keys) throws SQLException;

    /**
     * Writes rows, all or none.
     *
     * @throws ConcurrentChangeException if another writer has changed one of them since it was loaded
     */
    void store(Connection connection, Map<K, Stored<V>> rows) throws SQLException;

    /** Rows of a generation with {@code from <= windowStart < to}, locked against changes. */
    Map<K, Stored<V>> slice(Connection connection, long generation, Instant from, Instant to) throws SQLException;

    /** Whether a row is a window that readers of the topic know; sums that took the place of old windows are not. */
    default boolean isPublished(V value) {
        return true;
    }

    /** The message that says what a row holds. */
    CloudEvent<?> message(K key, V value, long version);

    /** The record key of {@link #message}. */
    String recordKey(K key);

    /** Statements that move whole generations. */
    GenerationSql generationSql();
}
