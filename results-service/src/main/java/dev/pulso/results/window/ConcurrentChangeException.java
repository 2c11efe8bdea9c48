package dev.pulso.results.window;

/** Another writer changed a row between reading and writing it: a partition has moved to another replica. Try again. */
public final class ConcurrentChangeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConcurrentChangeException(String table) {
        super("rows of " + table + " were changed by another writer");
    }
}
