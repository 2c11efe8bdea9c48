package dev.pulso.extractor;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A real broker with all topics, and a data folder of its own. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
    private KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        broker = KafkaBroker.start();
        TopicProvisioner.createMissing(broker.bootstrapServers());
        try {
            return Map.of(
                    "kafka.bootstrap.servers",
                    broker.bootstrapServers(),
                    "pulso.replay.directory",
                    Files.createTempDirectory("pulso-replays-").toString(),
                    "pulso.sources.directory",
                    Files.createTempDirectory("pulso-sources-").toString(),
                    "pulso.replay.largest-body",
                    "40M",
                    "pulso.report.every",
                    "1s",
                    "quarkus.http.test-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
