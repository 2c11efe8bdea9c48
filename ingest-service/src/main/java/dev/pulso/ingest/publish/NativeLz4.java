package dev.pulso.ingest.publish;

import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * The native LZ4 for Kafka's producer, which takes it only if it is loaded already, or if the system's class loader loads
 * its classes; Quarkus has one of its own. The one in Java was a tenth of all work on a batch.
 */
final class NativeLz4 {
    private static final Logger LOG = Logger.getLogger(NativeLz4.class);

    private NativeLz4() {}

    static void load() {
        try {
            LZ4Factory unused = LZ4Factory.nativeInstance();
        } catch (LinkageError | AssertionError e) {
            // No library for this platform, or no place to unpack it to: compression in Java does the same.
            LOG.info("LZ4 is not native here");
        }
    }
}
