package dev.pulso.results.generation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Takes the steps of the succession when there are any; one replica at a time. */
@ApplicationScoped
class SuccessionJob {
    private static final Logger LOG = Logger.getLogger(SuccessionJob.class);
    /** Advisory lock of the replica that takes the steps. Any fixed number other than {@link Generations#LOCK}. */
    private static final long LOCK = Generations.LOCK + 1;

    private static final int TRANSACTION_SECONDS = 60;

    private final Succession succession;
    private final EntityManager entities;

    SuccessionJob(Succession succession, EntityManager entities) {
        this.succession = succession;
        this.entities = entities;
    }

    @Scheduled(every = "{pulso.generations.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            while (step()) {
                // Each step is a transaction of its own.
            }
        } catch (RuntimeException e) {
            // The boundary: a database or broker that is away must not end the schedule. The next tick tries again.
            LOG.warnf("succession=postponed reason=%s", rootOf(e));
        }
    }

    private boolean step() {
        return QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(() -> locked() && succession.step());
    }

    private boolean locked() {
        return (Boolean) entities.createNativeQuery("select pg_try_advisory_xact_lock(:lock)", Boolean.class)
                .setParameter("lock", LOCK)
                .getSingleResult();
    }

    private static String rootOf(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return "SQL state " + sql.getSQLState();
            }
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
