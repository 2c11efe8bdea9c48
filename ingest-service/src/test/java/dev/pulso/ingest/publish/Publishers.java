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

    /** A producer that acknowledges when told. */
    public static MockProducer<byte[], byte[]> slowProducer() {
        return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static EventPublisher of(MockProducer<byte[], byte[]> producer) {
        return new Switched(producer).publisher();
    }

    /** A publisher whose broker goes and comes back when told. */
    public static final class Switched {
        private final BrokerWatch watch = new BrokerWatch(Duration.ZERO, System::nanoTime);
        private final EventPublisher publisher;

        public Switched(MockProducer<byte[], byte[]> producer) {
            publisher = new EventPublisher(producer, watch, CONFIG);
            comeBack();
        }

        public EventPublisher publisher() {
            return publisher;
        }

        public void goAway() {
            watch.looked(false);
            while (!publisher.giveUpIfLost()) {
                Thread.onSpinWait();
            }
        }

        public void comeBack() {
            watch.looked(true);
        }
    }
}
