package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.Tick;
import dev.pulso.dashboard.live.View;
import dev.pulso.dashboard.topics.ReaderState;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.ContextInternal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends every tick to every client. Clients are grouped by event loop, so a tick costs one task per loop, and a client
 * is only ever touched by its own.
 */
public final class Broadcaster implements AutoCloseable {
    /** Old rows leave memory this many ticks apart. */
    private static final int PRUNE_TICKS = 40;

    private final Vertx vertx;
    private final LiveFeed feed;
    private final ReaderState reader;
    private final StreamConfig config;
    private final StreamMeters meters;
    private final SnapshotCache snapshots;
    private final Map<Context, Set<Client>> clients = new ConcurrentHashMap<>();
    private final int heartbeatTicks;
    private long ticks;
    private long timer = -1;

    public Broadcaster(Vertx vertx, LiveFeed feed, ReaderState reader, StreamConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.feed = feed;
        this.reader = reader;
        this.config = config;
        this.meters = new StreamMeters(registry);
        this.snapshots = new SnapshotCache(feed);
        this.heartbeatTicks =
                (int) Math.max(1, config.heartbeat().toMillis() / config.tick().toMillis());
    }

    public void start() {
        timer = vertx.setPeriodic(config.tick().toMillis(), id -> tick());
    }

    private void tick() {
        Tick tick = feed.tick();
        boolean heartbeat = ++ticks % heartbeatTicks == 0;
        if (ticks % PRUNE_TICKS == 0) {
            feed.prune();
        }
        if (!tick.position().equals(tick.before()) || tick.restarted() || heartbeat) {
            snapshots.outdated();
        }
        Instant now = Instant.now();
        TickFrames frames = new TickFrames(tick, heartbeat, reader.isConnected(now), now, config.itemsPerEvent());
        clients.forEach((loop, group) ->
                loop.runOnContext(run -> group.forEach(client -> client.deliver(frames, now.toEpochMilli()))));
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
    void join(HttpServerResponse response, Set<View> views, @Nullable String lastEventId) {
        Context loop = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
        Client client = new Client(response, views, feed, snapshots, config, meters);
        response.closeHandler(closed -> leave(loop, client));
        response.exceptionHandler(gone -> meters.lost());
        // Joined before it begins: a tick between its snapshot and its joining would be lost to it. A tick that comes
        // meanwhile waits for this loop.
        clients.computeIfAbsent(loop, l -> new LinkedHashSet<>()).add(client);
        client.begin(lastEventId);
    }

    private void leave(Context loop, Client client) {
        Set<Client> group = clients.get(loop);
        if (group != null && group.remove(client)) {
            meters.left();
            // Contexts may be per connection: an empty group would otherwise stay for ever.
            clients.computeIfPresent(loop, (l, rest) -> rest.isEmpty() ? null : rest);
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
        vertx.cancelTimer(timer);
    }
}
