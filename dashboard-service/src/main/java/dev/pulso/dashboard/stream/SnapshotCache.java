package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Snapshot;
import dev.pulso.dashboard.live.View;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Snapshots of the current tick, made once per set of views: thousands of clients that join at once share one. */
final class SnapshotCache {
    record Made(Buffer frame, Position position) {}

    private final LiveFeed feed;
    private volatile Map<Set<View>, Made> made = new ConcurrentHashMap<>();

    SnapshotCache(LiveFeed feed) {
        this.feed = feed;
    }

    Made of(Set<View> views) {
        return made.computeIfAbsent(views, this::make);
    }

    /** To be called after each tick that changed something. */
    void outdated() {
        made = new ConcurrentHashMap<>();
    }

    private Made make(Set<View> views) {
        Snapshot snapshot = feed.snapshot(views);
        return new Made(Frames.snapshot(snapshot), snapshot.position());
    }
}
