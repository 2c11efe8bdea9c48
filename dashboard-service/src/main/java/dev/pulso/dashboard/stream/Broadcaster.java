package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.Tick;
import dev.pulso.dashboard.live.View;
import dev.pulso.dashboard.topics.ReaderState;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends every tick to every client. Clients are grouped by event loop, so a tick costs one task per loop, and a client
 * is only ever touched by its own.
 */
public final class Broadcaster implements AutoCloseable {
    /** Old rows leave memory this many heartbeats apart. */
    private static final int PRUNE_BEATS = 2;

    private final Vertx vertx;
    private final LiveFeed feed;
    private final ReaderState reader;
    private final StreamConfig config;
    private final StreamMeters meters;
    private final SnapshotCache snapshots;
    private final Pace pace;
    private final Map<Context, Audience> audiences = new ConcurrentHashMap<>();
    private long beats;

    public Broadcaster(Vertx vertx, LiveFeed feed, ReaderState reader, StreamConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.feed = feed;
        this.reader = reader;
        this.config = config;
        this.meters = new StreamMeters(registry);
        this.snapshots = new SnapshotCache(feed);
        this.pace = new Pace(vertx, config.tick(), config.heartbeat(), this::tick);
    }

    public void start() {
        feed.onChange(pace::changed);
        pace.start();
    }

    private void tick(boolean heartbeat) {
        Tick tick = feed.tick();
        if (heartbeat && ++beats % PRUNE_BEATS == 0) {
            feed.prune();
        }
        if (!tick.position().equals(tick.before()) || tick.restarted() || heartbeat) {
            snapshots.outdated();
        }
        Instant now = Instant.now();
        TickFrames frames = new TickFrames(tick, heartbeat, reader.isConnected(now), now, config.itemsPerEvent());
        audiences.forEach((loop, audience) -> loop.runOnContext(run -> audience.deliver(frames, now.toEpochMilli())));
    }

    boolean isReady() {
        return reader.isCaughtUp();
    }

    boolean admit() {
        return meters.admit(config.maxClients());
    }

    int maxClients() {
        return config.maxClients();
    }

    /** Adds an admitted client. To be called on its event loop, which then owns it. */
    void join(HttpServerRequest request, Set<View> views, @Nullable String lastEventId) {
        Context loop = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
        Outlet outlet = new Outlet(request, gone -> meters.lost());
        Client client = new Client(outlet, views, feed, snapshots, config, meters);
        request.response().closeHandler(closed -> leave(loop, client));
        request.response().exceptionHandler(gone -> meters.lost());
        // Joined before it begins: a tick between its snapshot and its joining would be lost to it. A tick that comes
        // meanwhile waits for this loop.
        audiences.computeIfAbsent(loop, l -> new Audience()).add(client);
        client.begin(lastEventId);
    }

    private void leave(Context loop, Client client) {
        Audience audience = audiences.get(loop);
        if (audience != null && audience.remove(client)) {
            meters.left();
            // Contexts may be per connection: an empty audience would otherwise stay for ever.
            audiences.computeIfPresent(loop, (l, rest) -> rest.isEmpty() ? null : rest);
        }
    }

    int clients() {
        return meters.clients();
    }

    double conflated() {
        return meters.conflatedSoFar();
    }

    @Override
    public void close() {
        pace.close();
    }
}
