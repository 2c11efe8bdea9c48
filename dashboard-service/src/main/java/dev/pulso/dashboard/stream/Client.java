package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.Resumption;
import dev.pulso.dashboard.live.Snapshot;
import dev.pulso.dashboard.live.View;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. Used on its own event loop only, so it needs no lock. One that does not keep up is kept as its position and
 * nothing else: what it has missed is looked up when it takes bytes again.
 */
final class Client {
    private final Outlet outlet;
    private final Set<View> views;
    private final LiveFeed feed;
    private final SnapshotCache snapshots;
    private final StreamConfig config;
    private final StreamMeters meters;
    /** Everything up to here has been sent, once the pieces are. */
    private Position reached = Position.NONE;

    private @Nullable Pieces pieces;
    private boolean behind;
    /** The topics are being read once more: what it has may be newer than what is known here. */
    private boolean mustStartOver;

    /** It has caught up to here, beyond ticks that still wait for this loop. */
    private @Nullable Position ahead;
    /** Milliseconds of the epoch, of a client that is behind. */
    private long tookLast;

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
        outlet.onDrained(this::catchUp);
        if (lastEventId == null || lastEventId.isEmpty()) {
            Snapshot snapshot = snapshots.of(views);
            send(List.of(Frames.snapshot(snapshot)), snapshot.position());
            return;
        }
        Resumption resumption = feed.resume(views, lastEventId);
        if (resumption instanceof Resumption.Covered covered) {
            Position before = Position.parse(lastEventId).orElse(Position.NONE).only(views);
            Position after = covered.position();
            meters.resumed();
            // Nothing missed means nothing to say; the heartbeat tells the client that it is back all the same.
            send(
                    List.of(
                            Frames.changes(covered.byView(), before, after, config.itemsPerEvent()),
                            Frames.heartbeat(after, Instant.now(), true)),
                    after);
        } else if (resumption instanceof Resumption.Gap gap) {
            sendGap(gap.reason());
        }
    }

    Set<View> views() {
        return views;
    }

    /** Sends a tick, unless the client has not taken the last ones. */
    void deliver(TickFrames.Delivery tick, long now) {
        if (pieces != null || behind || tick.restarted() || outlet.isFull()) {
            fallBehind(tick, now);
            return;
        }
        if (isNews(tick)) {
            reached = tick.position();
            if (!tick.frame().isEmpty()) {
                meters.sent(tick.frame().length());
                outlet.write(tick.frame());
            }
        }
        write(tick.heartbeat());
    }

    private boolean isNews(TickFrames.Delivery tick) {
        if (ahead != null && ahead.covers(tick.position())) {
            return false;
        }
        ahead = null;
        return true;
    }

    private void fallBehind(TickFrames.Delivery tick, long now) {
        if (!behind) {
            behind = true;
            tookLast = now;
            meters.fellBehind();
        }
        mustStartOver |= tick.restarted();
        meters.conflated(tick.changes());
        catchUp();
        if (behind && now - tookLast > config.stallTimeout().toMillis()) {
            meters.stalled();
            outlet.cut();
        }
    }

    private void catchUp() {
        if (!behind || pieces != null || outlet.isFull() || outlet.isOver()) {
            return;
        }
        behind = false;
        Resumption missed = feed.resume(views, reached);
        if (missed instanceof Resumption.Gap gap) {
            sendGap(gap.reason().equals(LiveFeed.TOO_LONG_AGO) ? "slow-client" : gap.reason());
        } else if (mustStartOver) {
            sendGap("read-again");
        } else if (missed instanceof Resumption.Covered covered) {
            ahead = covered.position();
            send(List.of(Frames.changes(covered.byView(), reached, ahead, config.itemsPerEvent())), ahead);
        }
    }

    private void sendGap(String reason) {
        mustStartOver = false;
        ahead = null;
        meters.gap();
        Snapshot snapshot = snapshots.of(views);
        send(List.of(Frames.gap(reached, reason), Frames.snapshot(snapshot)), snapshot.position());
    }

    private void send(List<Iterator<byte[]>> events, Position after) {
        reached = after;
        pieces = new Pieces(Frames.inTurn(events));
        sendPieces();
    }

    /** Goes on until a piece is not taken at once, and then when it is. */
    private void sendPieces() {
        while (pieces != null && pieces.hasNext()) {
            Future<Void> taken = write(pieces.next());
            if (!taken.succeeded()) {
                taken.onSuccess(done -> {
                    tookLast = Instant.now().toEpochMilli();
                    sendPieces();
                });
                return;
            }
        }
        pieces = null;
        catchUp();
    }

    private Future<Void> write(Buffer own) {
        if (own.length() == 0) {
            return Future.succeededFuture();
        }
        meters.sent(own.length());
        return outlet.write(own);
    }
}
