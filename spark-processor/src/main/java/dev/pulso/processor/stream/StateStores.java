package dev.pulso.processor.stream;

import java.time.Duration;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state stores that queries have opened in this process. */
public final class StateStores {
    private static final Logger LOG = LoggerFactory.getLogger(StateStores.class);

    private StateStores() {}

    /**
     * Closes them, and with them the threads of RocksDB that compact; a query that still runs would open them again. Spark leaves
     * them open at its end. A compaction that has something to log while the JVM ends then asks for entry to a JVM that lets nobody
     * in, the JVM waits for that thread, and the process stays for ever.
     *
     * @param patience how long to wait for a task that does not let go of its store
     */
    public static void close(Duration patience) throws InterruptedException {
        Thread closing = new Thread(StateStore::stop, "pulso-state-stores");
        closing.setDaemon(true);
        closing.start();
        closing.join(patience.toMillis());
        if (closing.isAlive()) {
            LOG.warn("a task still holds its state store");
        }
    }
}
