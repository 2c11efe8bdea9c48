package dev.pulso.results.window;

/**
 * A row of a window table.
 *
 * @param value what has been counted
 * @param batch the newest batch of the row's generation that is in {@code value}
 * @param version number of writes so far, 0 if the row is not in the table yet
 */
public record Stored<V>(V value, long batch, long version) {
    /** Older than every batch. */
    public static final long NO_BATCH = -1;

    /** A row that is not in the table yet. */
    public static <V> Stored<V> empty(V nothing) {
        return new Stored<>(nothing, NO_BATCH, 0);
    }

    /** Whether a change is not in the value yet. */
    boolean lacks(Change<?, V> change) {
        return change.batch() > batch;
    }

    Stored<V> plus(Change<?, V> change) {
        return new Stored<>(change.effect().apply(value), change.batch(), version);
    }
}
