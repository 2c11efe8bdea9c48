package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Resumption;
import dev.pulso.dashboard.live.Row;
import dev.pulso.dashboard.live.View;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One open stream. Used on its own event loop only, so it needs no lock. */
final class Client {
    private final Outlet outlet;
    private final Set<View> views;
    private final LiveFeed feed;
    private final SnapshotCache snapshots;
    private final StreamConfig config;
    private final StreamMeters meters;
    /** Everything up to here has been sent. */
    private Position reached = Position.NONE;
    /** Everything up to here has been sent or is in the backlog. */
    private Position known = Position.NONE;

    private @Nullable Backlog backlog;
    private long behindSince;

    Client(
            Outlet outlet,
            Set<View> views,
            LiveFeed feed,
            SnapshotCache snapshots,
            StreamConfig config,
            StreamMeters meters) {
        this.outlet = outlet;
        this.views = views;
        this.feed = feed;
        this.snapshots = snapshots;
        this.config = config;
        this.meters = meters;
    }

    /** Sends what the client needs before the first tick. */
    void begin(@Nullable String lastEventId) {
        outlet.limit(config.writeQueueBytes());
        if (lastEventId == null || lastEventId.isEmpty()) {
            sendSnapshot();
            return;
        }
        Resumption resumption = feed.resume(views, lastEventId);
        if (resumption instanceof Resumption.Covered covered) {
            Position before = Position.parse(lastEventId).orElse(Position.NONE).only(views);
            Map<View, Collection<Row>> byView = covered.byView();
            move(covered.position());
            write(Frames.changes(byView, before, reached, config.itemsPerEvent()));
            // Nothing missed means nothing to say; this tells the client that it is back all the same.
            write(Frames.heartbeat(reached, Instant.now(), true));
            meters.resumed();
        } else if (resumption instanceof Resumption.Gap gap) {
            sendGap(gap.reason());
        }
    }

    Set<View> views() {
        return views;
    }

    /** Sends a tick, or keeps it for later if the client has not taken the last ones. */
    void deliver(TickFrames.Delivery tick, long now) {
        if (tick.restarted()) {
            owed(now).overflow();
        }
        known = tick.position();
        if (backlog != null || outlet.isFull()) {
            meters.conflated(owed(now).add(tick.changes()));
            if (outlet.isFull()) {
                giveUpWhenStalled(now);
            } else {
                settle();
            }
            return;
        }
        reached = known;
        if (!tick.frame().isEmpty()) {
            meters.sent(tick.frame().length());
            outlet.write(tick.frame(), tick.heartbeat());
        }
    }

    private Backlog owed(long now) {
        if (backlog == null) {
            backlog = new Backlog(config.maxPendingKeys());
            behindSince = now;
            meters.fellBehind();
            outlet.onDrained(this::settle);
        }
        return backlog;
    }

    private void settle() {
        Backlog owed = backlog;
        if (owed == null || outlet.isOver()) {
            return;
        }
        backlog = null;
        if (owed.isOverflown()) {
            sendGap("slow-client");
            return;
        }
        write(owed.frames(reached, known, config.itemsPerEvent()));
        reached = known;
    }

    private void giveUpWhenStalled(long now) {
        if (now - behindSince > config.stallTimeout().toMillis()) {
            meters.stalled();
            outlet.cut();
        }
    }

    private void sendGap(String reason) {
        meters.gap();
        write(Frames.gap(reached, reason));
        sendSnapshot();
    }

    private void sendSnapshot() {
        SnapshotCache.Made snapshot = snapshots.of(views);
        move(snapshot.position());
        write(snapshot.frame());
    }

    private void move(Position position) {
        reached = position;
        known = position;
    }

    private void write(Buffer frames) {
        if (frames.length() > 0) {
            meters.sent(frames.length());
            outlet.write(frames);
        }
    }
}
