package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.Snapshot;
import dev.pulso.dashboard.live.View;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Snapshots of the current tick, taken once per set of views: thousands of clients that join at once share one. */
final class SnapshotCache {
    private final LiveFeed feed;
    private volatile Map<Set<View>, Snapshot> taken = new ConcurrentHashMap<>();

    SnapshotCache(LiveFeed feed) {
        this.feed = feed;
    }

    Snapshot of(Set<View> views) {
        return taken.computeIfAbsent(views, feed::snapshot);
    }

    /** To be called after each tick that changed something. */
    void outdated() {
        taken = new ConcurrentHashMap<>();
    }
}
