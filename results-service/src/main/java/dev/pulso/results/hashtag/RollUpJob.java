package dev.pulso.results.hashtag;

import dev.pulso.results.refusal.Failures;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Sums hours and days in which something has changed, one a transaction; one replica at a time. */
@ApplicationScoped
class RollUpJob {
    private static final Logger LOG = Logger.getLogger(RollUpJob.class);
    /** Advisory lock of the replica that sums. Two at once could write an older sum over a newer one. */
    static final String LOCK = "select pg_try_advisory_xact_lock(88313243783939)";

    private static final int TRANSACTION_SECONDS = 120;

    private final DataSource dataSource;
    private final RollUpConfig config;

    RollUpJob(DataSource dataSource, RollUpConfig config) {
        this.dataSource = dataSource;
        this.config = config;
    }

    @Scheduled(every = "{pulso.rollups.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            while (step()) {
                // Each bucket is a transaction of its own.
            }
        } catch (RuntimeException e) {
            // The boundary: what is not summed is read from the minutes. The next tick tries again.
            LOG.warnf("rollup=postponed reason=%s", Failures.reason(e));
        }
    }

    /** Sums one bucket; returns whether there was one. */
    boolean step() {
        return QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return locked(connection) && RollUps.next(connection, config.settle(), config.longest());
            }
        });
    }

    static boolean locked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
