package dev.pulso.results.webhook;

import dev.pulso.results.refusal.Failures;
import dev.pulso.results.webhook.DeliveryTable.Taken;
import dev.pulso.results.webhook.Sender.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Sends what is due. Replicas share the queue; a message that one of them has taken is hidden from the others until it is
 * done or its lease ends.
 */
@ApplicationScoped
class DeliveryJob {
    private static final Logger LOG = Logger.getLogger(DeliveryJob.class);
    private static final int MOST_AT_ONCE = 32;
    private static final double JITTER = 0.2;

    private final DataSource dataSource;
    private final Sender sender;
    private final WebhookConfig config;
    private final MeterRegistry meters;
    private final DeliveryThreads threads;

    DeliveryJob(
            DataSource dataSource, Sender sender, WebhookConfig config, MeterRegistry meters, DeliveryThreads threads) {
        this.dataSource = dataSource;
        this.sender = sender;
        this.config = config;
        this.meters = meters;
        this.threads = threads;
    }

    /** Takes as many as there are free threads and does not wait for them: a slow receiver holds up nobody else. */
    @Scheduled(every = "{pulso.webhooks.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            int free = Math.min(threads.free(), MOST_AT_ONCE);
            while (free > 0) {
                int room = free;
                List<Taken> taken = in(connection -> DeliveryTable.take(connection, lease(), config.parallel(), room));
                taken.forEach(message -> threads.run(() -> deliver(message)));
                free = taken.size() < room ? 0 : Math.min(threads.free(), MOST_AT_ONCE);
            }
            in(connection -> DeliveryTable.forget(connection, config.keep()));
        } catch (RuntimeException e) {
            // The boundary: the queue is in the database; the next tick tries again.
            LOG.warnf("webhooks=postponed reason=%s", Failures.reason(e));
        }
    }

    private void deliver(Taken message) {
        Outcome outcome = sender.send(message);
        boolean last = outcome.isGone() || message.attempts() >= config.attempts();
        String state = outcome.isDelivered() ? "DELIVERED" : last ? "FAILED" : "PENDING";
        try {
            in(connection -> {
                DeliveryTable.done(
                        connection, message.id(), state, outcome.status(), outcome.reason(), pause(message.attempts()));
                if (outcome.isGone()) {
                    WebhookTable.markGone(connection, message.webhook());
                }
                return state;
            });
            meters.counter("pulso.webhooks.attempts", "state", state).increment();
        } catch (RuntimeException e) {
            // Sent, but not written down: it will be sent again under the same id when the lease ends.
            LOG.warnf("webhook=%s written=false reason=%s", message.webhook(), Failures.reason(e));
        }
    }

    /** Doubles with every attempt, up to a bound, and a little by chance: receivers that come back are not overrun. */
    Duration pause(int attempts) {
        double factor = Math.pow(2, Math.min(attempts, 30) - 1.0);
        double millis = Math.min(
                config.retryMin().toMillis() * factor, config.retryMax().toMillis());
        double chance = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
        return Duration.ofMillis((long) (millis * chance));
    }

    private Duration lease() {
        return config.timeout().multipliedBy(3).plusSeconds(10);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T in(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return work.on(connection);
            }
        });
    }
}
