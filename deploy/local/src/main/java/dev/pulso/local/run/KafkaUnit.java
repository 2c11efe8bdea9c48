package dev.pulso.local.run;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.KafkaQuorum;
import dev.pulso.embedded.KafkaSettings;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import org.jspecify.annotations.Nullable;

/** A Kafka broker. */
final class KafkaUnit implements Unit {
    private final Node node;
    private final KafkaSettings settings;

    @Nullable
    private volatile KafkaBroker broker;

    /** @param quorum null for the only broker */
    KafkaUnit(Node node, Settings settings, Secrets secrets, @Nullable KafkaQuorum quorum) {
        this.node = node;
        this.settings = new KafkaSettings(
                settings.root().resolve("deploy/embedded/target/kafka"),
                settings.data().resolve(node.title()).resolve("data"),
                settings.port(node),
                settings.memory(Part.KAFKA),
                settings.log(node),
                node.replica() + 1,
                quorum,
                settings.secure() ? secrets.kafkaAccount() : null);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void start() {
        KafkaBroker existing = broker;
        if (existing == null) {
            broker = KafkaBroker.start(settings);
        } else {
            existing.restart();
        }
    }

    @Override
    public void stop() {
        KafkaBroker running = broker;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public ProcessHandle process() {
        KafkaBroker running = broker;
        if (running == null) {
            throw new IllegalStateException("Kafka does not run");
        }
        return running.process().toHandle();
    }
}
