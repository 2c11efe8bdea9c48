package dev.pulso.ingest.publish;

import dev.pulso.ingest.Settings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishers without a broker. */
public final class Publishers {
    private static final PublishConfig CONFIG = Settings.of(PublishConfig.class, Map.of());

    private Publishers() {}

    /** A producer that acknowledges at once and remembers. */
    public static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static EventPublisher of(MockProducer<byte[], byte[]> producer) {
        BrokerWatch watch = new BrokerWatch(Duration.ofSeconds(1), System::nanoTime);
        watch.looked(true);
        return new EventPublisher(producer, watch, CONFIG);
    }
}
