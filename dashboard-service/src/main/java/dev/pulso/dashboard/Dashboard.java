package dev.pulso.dashboard;

import dev.pulso.dashboard.gateway.Gateway;
import dev.pulso.dashboard.gateway.GatewayConfig;
import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.View;
import dev.pulso.dashboard.stream.Broadcaster;
import dev.pulso.dashboard.stream.StreamRoute;
import dev.pulso.dashboard.topics.ReaderState;
import dev.pulso.dashboard.topics.TopicConnector;
import dev.pulso.dashboard.topics.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;

/** Wires topics, feed, stream and gateway into one running service. */
@ApplicationScoped
class Dashboard {
    private final ReaderState state = new ReaderState();
    private final Broadcaster broadcaster;
    private final TopicReader reader;
    private final Gateway gateway;

    Dashboard(
            LiveSettings live,
            StreamSettings stream,
            GatewayConfig upstreams,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            Vertx vertx,
            MeterRegistry meters) {
        LiveFeed feed = new LiveFeed(live.toConfig(), Clock.systemUTC());
        reader = new TopicReader(new TopicConnector(broker, live.topicCheck(), live.toConfig()), feed, state);
        broadcaster = new Broadcaster(vertx, feed, state, stream.toConfig(), meters);
        gateway = new Gateway(vertx, upstreams);
        for (View view : View.all()) {
            meters.gauge("pulso.live.rows", Tags.of("view", view.wireName()), feed, f -> f.size(view));
        }
        meters.gauge("pulso.live.ring.changes", feed, LiveFeed::remembered);
        meters.more().counter("pulso.live.unreadable", Tags.empty(), reader, TopicReader::unreadable);
    }

    void routes(@Observes Router router) {
        new StreamRoute(broadcaster).mount(router);
        gateway.mount(router);
    }

    void start(@Observes StartupEvent event) {
        reader.start();
        broadcaster.start();
    }

    void stop(@Observes ShutdownEvent event) {
        broadcaster.close();
        reader.close();
    }

    ReaderState state() {
        return state;
    }
}
