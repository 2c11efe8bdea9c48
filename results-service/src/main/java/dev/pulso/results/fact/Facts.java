package dev.pulso.results.fact;

import dev.pulso.contracts.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One kind of fact and its tables. */
public interface Facts<T> {
    Topic<T> topic();

    /**
     * Keeps facts, within the caller's transaction. Facts come at least once, those of one key in the order of their
     * partition; storing one again changes nothing, and an older one never takes the place of a newer one.
     */
    void store(Connection connection, List<Fact<T>> facts) throws SQLException;
}
