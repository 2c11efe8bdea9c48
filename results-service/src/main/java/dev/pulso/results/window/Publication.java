package dev.pulso.results.window;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** How others are told what the rows of a kind of windows hold. */
public interface Publication<K extends WindowKey, V> {
    /** Where absolute values go. */
    Topic<?> published();

    /** Rows of a generation with {@code from <= windowStart < to}, locked against changes. */
    Map<K, Stored<V>> slice(Connection connection, long generation, Instant from, Instant to) throws SQLException;

    /** Whether a row is a window that readers of the topic know; sums that took the place of old windows are not. */
    boolean isPublished(V value);

    /** The message that says what a row holds. */
    CloudEvent<?> message(K key, V value, long version);

    /** The record key of {@link #message}. */
    String recordKey(K key);
}
