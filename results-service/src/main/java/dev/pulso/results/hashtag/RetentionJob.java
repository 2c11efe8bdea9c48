package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Generations;
import dev.pulso.results.refusal.Failures;
import dev.pulso.results.rollup.Span;
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
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Thins old days and deletes very old ones, one a transaction; one replica at a time. */
@ApplicationScoped
class RetentionJob {
    private static final Logger LOG = Logger.getLogger(RetentionJob.class);
    private static final int TRANSACTION_SECONDS = 300;

    private final DataSource dataSource;
    private final RetentionConfig config;
    private final Generations generations;
    private final Clock clock;

    RetentionJob(DataSource dataSource, RetentionConfig config, Generations generations, Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.generations = generations;
        this.clock = clock;
    }

    private interface Step {
        void on(Connection connection, LocalDate day) throws SQLException;
    }

    void check(@Observes StartupEvent event) {
        LocalDate today = LocalDate.now(clock);
        LocalDate minutes = today.minus(config.minutes());
        LocalDate hours = today.minus(config.hours());
        Optional<LocalDate> days = config.days().map(today::minus);
        if (minutes.isAfter(today.minusDays(RetentionConfig.SHORTEST_DAYS))
                || hours.isAfter(minutes)
                || days.filter(hours::isBefore).isPresent()) {
            throw new IllegalStateException("pulso.retention: minutes must be at least P"
                    + RetentionConfig.SHORTEST_DAYS + "D, hours at least minutes, days at least hours");
        }
    }

    @Scheduled(every = "{pulso.retention.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            int hour = Span.HOUR.minutes();
            int day = Span.DAY.minutes();
            while (step(config.hours(), day, (connection, date) -> Thinning.thin(connection, date, day))) {
                // Each day is a transaction of its own.
            }
            while (step(config.minutes(), hour, (connection, date) -> Thinning.thin(connection, date, hour))) {
                // The same for days that are kept by the hour.
            }
            config.days().ifPresent(keep -> {
                while (step(keep, Integer.MAX_VALUE, Thinning::delete)) {
                    // And for those that go.
                }
            });
        } catch (RuntimeException e) {
            // The boundary: what is not thinned now is thinned an hour later.
            LOG.warnf("retention=postponed reason=%s", Failures.reason(e));
        }
    }

    private boolean step(Period keep, int span, Step step) {
        LocalDate before = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minus(keep);
        return QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                LocalDate day = RollUpJob.locked(connection) ? Thinning.next(connection, span, before) : null;
                if (day == null) {
                    return false;
                }
                // Whoever counts has read rows that are about to go: nobody may count until this is done.
                generations.lock();
                step.on(connection, day);
                LOG.infof("day=%s minutes=%d", day, span);
                return true;
            }
        });
    }
}
