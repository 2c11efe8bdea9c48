package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Snapshots;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Brings a range into {@link CachedMinutes} behind the caller's back: one range at a time, further wishes are dropped. */
@ApplicationScoped
class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final Snapshots snapshots;
    private final CachedMinutes minutes;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> new Thread(task, "ranking-warm-up"),
            new ThreadPoolExecutor.DiscardPolicy());

    WarmUp(Snapshots snapshots, CachedMinutes minutes) {
        this.snapshots = snapshots;
        this.minutes = minutes;
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    /** Begins unless another range is being read. */
    void begin(long generation, HashtagFilter filter) {
        executor.execute(() -> {
            try {
                snapshots.read(snapshot -> {
                    var changes = HashtagTable.CHANGES.counts(snapshot.connection(), generation, filter.range());
                    minutes.warm(snapshot.connection(), generation, changes);
                    return changes;
                });
            } catch (SQLException | RuntimeException e) {
                // Only speed is lost; the next question tries again.
                LOG.warnf("warm-up=postponed reason=%s", e.getClass().getSimpleName());
            }
        });
    }
}
