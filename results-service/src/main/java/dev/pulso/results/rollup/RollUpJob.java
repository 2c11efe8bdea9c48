package dev.pulso.results.rollup;

import dev.pulso.results.refusal.Failures;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Sums hours and days in which something has changed, one a transaction; one replica at a time. */
@ApplicationScoped
class RollUpJob {
    private static final Logger LOG = Logger.getLogger(RollUpJob.class);
    private static final int TRANSACTION_SECONDS = 600;

    private final DataSource dataSource;
    private final RollUpConfig config;
    private final List<Summed<?>> kinds;

    RollUpJob(DataSource dataSource, RollUpConfig config, @All List<Summed<?>> kinds) {
        this.dataSource = dataSource;
        this.config = config;
        this.kinds = kinds;
    }

    /** In turn: a long replay of one kind does not keep the other waiting. */
    @Scheduled(every = "{pulso.rollups.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        List<Summed<?>> left = new ArrayList<>(kinds);
        while (!left.isEmpty()) {
            left.removeIf(kind -> !step(kind));
        }
    }

    /** Sums one bucket; returns whether there was one. */
    private boolean step(Summed<?> kind) {
        try {
            return QuarkusTransaction.requiringNew()
                    .timeout(TRANSACTION_SECONDS)
                    .call(() -> {
                        try (Connection connection = dataSource.getConnection()) {
                            return SumLock.taken(connection)
                                    && RollUps.of(kind).next(connection, config.settle(), config.longest());
                        }
                    });
        } catch (RuntimeException e) {
            // The boundary: what is not summed is read from the minutes. The next tick tries again.
            LOG.warnf("rollup=postponed kind=%s reason=%s", kind.tables().kind(), Failures.reason(e));
            return false;
        }
    }
}
