package dev.pulso.results.retention;

import dev.pulso.results.generation.Generations;
import dev.pulso.results.refusal.Failures;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.SumLock;
import dev.pulso.results.rollup.Summed;
import dev.pulso.results.rollup.Tables;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Thins old days and deletes very old ones, one a transaction; one replica at a time. */
@ApplicationScoped
class RetentionJob {
    private static final Logger LOG = Logger.getLogger(RetentionJob.class);
    private static final int TRANSACTION_SECONDS = 300;

    private final DataSource dataSource;
    private final RetentionConfig config;
    private final List<Tables> kinds;
    private final Generations generations;
    private final Clock clock;

    RetentionJob(
            DataSource dataSource,
            RetentionConfig config,
            @All List<Summed<?>> kinds,
            Generations generations,
            Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.kinds = kinds.stream().map(Summed::tables).toList();
        this.generations = generations;
        this.clock = clock;
    }

    private interface Step {
        void on(Connection connection, LocalDate day) throws SQLException;
    }

    void check(@Observes StartupEvent event) {
        Set<String> unknown = new HashSet<>(config.kinds().keySet());
        unknown.removeAll(kinds.stream().map(Tables::kind).collect(Collectors.toSet()));
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("pulso.retention: nothing is counted by the name of " + unknown);
        }
        kinds.forEach(tables -> Keep.of(config, tables.kind()).check(tables.kind(), LocalDate.now(clock)));
    }

    @Scheduled(every = "{pulso.retention.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        for (Tables tables : kinds) {
            try {
                run(new Thinning(tables), Keep.of(config, tables.kind()));
            } catch (RuntimeException e) {
                // The boundary: what is not thinned now is thinned an hour later.
                LOG.warnf("retention=postponed kind=%s reason=%s", tables.kind(), Failures.reason(e));
            }
        }
    }

    private void run(Thinning thinning, Keep keep) {
        int hour = Span.HOUR.minutes();
        int day = Span.DAY.minutes();
        while (step(thinning, keep.hours(), day, (connection, date) -> thinning.thin(connection, date, day))) {
            // Each day is a transaction of its own.
        }
        while (step(thinning, keep.minutes(), hour, (connection, date) -> thinning.thin(connection, date, hour))) {
            // The same for days that are kept by the hour.
        }
        keep.days().ifPresent(atAll -> {
            while (step(thinning, atAll, Integer.MAX_VALUE, thinning::delete)) {
                // And for those that go.
            }
        });
    }

    private boolean step(Thinning thinning, Period keep, int span, Step step) {
        LocalDate before = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minus(keep);
        return QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                LocalDate day = SumLock.taken(connection) ? thinning.next(connection, span, before) : null;
                if (day == null) {
                    return false;
                }
                // Whoever counts has read rows that are about to go: nobody may count until this is done.
                generations.lock();
                step.on(connection, day);
                LOG.infof("kind=%s day=%s minutes=%d", thinning.tables().kind(), day, span);
                return true;
            }
        });
    }
}
