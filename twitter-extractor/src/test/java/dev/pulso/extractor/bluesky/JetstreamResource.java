package dev.pulso.extractor.bluesky;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A Jetstream that has posts 0 to 9 for the first caller and hangs up; from then on it has posts 1000 to 1009 only, and
 * the news that the author of post 1 is gone.
 */
public final class JetstreamResource implements QuarkusTestResourceLifecycleManager {
    private JetstreamStandIn server;

    @Override
    public Map<String, String> start() {
        JetstreamStandIn.Script later = (socket, cursor) -> {
            IntStream.range(1000, 1010).forEach(i -> socket.writeTextMessage(Frames.v1(i, "#later")));
            socket.writeTextMessage(Frames.v1Deleted("did:plc:a1", 1010));
        };
        try {
            server = new JetstreamStandIn(JetstreamStandIn.sendsAndCloses(Frames.made(0, 10)), later);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> config = new HashMap<>();
        config.put("pulso.bluesky.hosts", server.v1().toString());
        config.put("pulso.bluesky.purge-every", "100ms");
        config.put("pulso.live.save-every", "100ms");
        config.put("pulso.sources.first-backoff", "200ms");
        config.put("pulso.sources.configured.from-configuration.kind", "generator");
        config.put("pulso.sources.configured.from-configuration.settings.rate", "1");
        return config;
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
