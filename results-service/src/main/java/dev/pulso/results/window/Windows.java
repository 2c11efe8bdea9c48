package dev.pulso.results.window;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of counted window: its deltas, its table and how others are told. The connections handed in are in a
 * transaction of the caller.
 */
public interface Windows<K extends WindowKey, V> {
    /** Where its deltas come from. */
    Topic<?> deltas();

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

    /** How others are told what its rows hold; empty if nobody is. */
    default Optional<Publication<K, V>> publication() {
        return Optional.empty();
    }

    /** Statements that move whole generations. */
    GenerationSql generationSql();
}
