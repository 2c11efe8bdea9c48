package dev.pulso.dashboard.stream;

import dev.pulso.dashboard.live.LiveConfig;
import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.Position;
import dev.pulso.dashboard.live.View;
import dev.pulso.dashboard.topics.ReaderState;
import dev.pulso.dashboard.topics.TopicConnector;
import dev.pulso.dashboard.topics.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** One instance of the stream without Quarkus around it, so that a test can have several. */
final class Replica implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final ReaderState state = new ReaderState();
    private final TopicReader reader;
    private final LiveFeed feed;
    private final Broadcaster broadcaster;
    private final HttpServer server;

    Replica(String bootstrap, LiveConfig live, StreamConfig stream) {
        feed = new LiveFeed(live, Clock.systemUTC());
        reader = new TopicReader(
                new TopicConnector(Map.of("bootstrap.servers", bootstrap), Duration.ofSeconds(1), live), feed, state);
        broadcaster = new Broadcaster(vertx, feed, state, stream, new SimpleMeterRegistry());
        Router router = Router.router(vertx);
        new StreamRoute(broadcaster).mount(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    Replica start() {
        reader.start();
        broadcaster.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(state::isCaughtUp);
        return this;
    }

    /** What happens when the broker was away: a view begins once more, in the same topic. */
    void readAgain(View view, Position.Place from) {
        feed.begin(view, from.incarnation(), from.next());
        feed.batchDone();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    int port() {
        return server.actualPort();
    }

    int clients() {
        return broadcaster.clients();
    }

    double conflated() {
        return broadcaster.conflated();
    }

    @Override
    public void close() {
        broadcaster.close();
        reader.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
