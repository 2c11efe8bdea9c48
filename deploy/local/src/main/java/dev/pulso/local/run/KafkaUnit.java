package dev.pulso.local.run;

import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.KafkaSettings;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The Kafka broker. */
final class KafkaUnit implements Unit {
    private final KafkaSettings settings;

    @Nullable
    private volatile KafkaBroker broker;

    KafkaUnit(Settings settings) {
        this.settings = new KafkaSettings(
                settings.root().resolve("deploy/embedded/target/kafka"),
                settings.data().resolve("kafka/data"),
                settings.port(Part.KAFKA),
                settings.memory(Part.KAFKA),
                settings.log(Part.KAFKA));
    }

    @Override
    public Part part() {
        return Part.KAFKA;
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
