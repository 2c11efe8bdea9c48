package dev.pulso.results.window;

/** The generation in {@code name@generation}: creation time of a checkpoint in epoch milliseconds. */
public final class QueryGeneration {
    private QueryGeneration() {}

    /** @throws UnusableDelta if {@code query} has no generation or the batch is negative */
    public static long of(String query, long batch) throws UnusableDelta {
        if (batch < 0) {
            throw new UnusableDelta("invalid-field", "/data/batch", "batch is negative");
        }
        try {
            long generation = Long.parseLong(query.substring(query.lastIndexOf('@') + 1));
            if (generation >= 0 && query.indexOf('@') > 0) {
                return generation;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one refusal below: the value itself must not travel in a cause.
        }
        throw new UnusableDelta("invalid-field", "/data/query", "query is not name@generation");
    }
}
