package dev.pulso.extractor.bluesky;

import dev.pulso.extractor.publish.PublishedPosts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the posts of deleted accounts on a thread of its own, for it takes a pass over the topic. The keys of posts name
 * the account, so nothing has to be remembered beside the accounts themselves.
 */
final class AccountPurge implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AccountPurge.class);
    private static final String KEY = "bluesky:";

    /**
     * What a pass found.
     *
     * @param postIds of all posts of {@code accounts}
     */
    record Found(Set<String> accounts, List<String> postIds) {}

    private final PublishedPosts published;
    private final long everyNanos;
    private long lastNanos;
    private @Nullable FutureTask<Found> running;

    AccountPurge(PublishedPosts published, Duration every) {
        this.published = published;
        this.everyNanos = every.toNanos();
        this.lastNanos = System.nanoTime() - everyNanos;
    }

    /** Starts a pass if there is a reason, none is running, and the last one is long ago. */
    void startIfDue(Set<String> accounts) {
        if (accounts.isEmpty() || running != null || System.nanoTime() - lastNanos < everyNanos) {
            return;
        }
        lastNanos = System.nanoTime();
        FutureTask<Found> task = new FutureTask<>(() -> find(accounts));
        running = task;
        Thread thread = new Thread(task, "bluesky-purge");
        thread.setDaemon(true);
        thread.start();
    }

    private Found find(Set<String> accounts) throws InterruptedException {
        List<String> keys = published.keys(key -> accounts.contains(accountOf(key)));
        return new Found(
                accounts, keys.stream().map(key -> key.substring(KEY.length())).toList());
    }

    /** The account in {@code bluesky:at://did:plc:abc/app.bsky.feed.post/xyz}; empty if it is no such key. */
    private static String accountOf(String key) {
        String start = KEY + "at://";
        int end = key.indexOf('/', start.length());
        return key.startsWith(start) && end > 0 ? key.substring(start.length(), end) : "";
    }

    /** What the last pass found, once. A pass that failed found nothing and is done again when due. */
    Optional<Found> finished() throws InterruptedException {
        FutureTask<Found> task = running;
        if (task == null || !task.isDone()) {
            return Optional.empty();
        }
        running = null;
        try {
            return Optional.of(task.get());
        } catch (ExecutionException e) {
            LOG.warnf("The posts of deleted accounts were not found, cause=%s", e.getCause());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.cancel(true);
        }
    }
}
