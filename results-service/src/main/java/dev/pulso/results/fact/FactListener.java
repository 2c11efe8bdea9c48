package dev.pulso.results.fact;

import dev.pulso.contracts.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Hears of facts that are being stored. */
public interface FactListener {
    /** Called in the transaction that stores them, as often as they come. */
    void heard(Connection connection, Topic<?> topic, List<? extends Fact<?>> facts) throws SQLException;
}
