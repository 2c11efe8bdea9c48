package dev.pulso.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to run a broker.
 *
 * @param home folder with the distribution ({@code lib/*.jar})
 * @param dataDir where its log segments live; reused if it holds some
 * @param port of the client listener on loopback; 0 takes a free one
 * @param heapMegabytes largest heap
 * @param output file its console output is appended to
 * @param node number of the broker in its cluster, from 1
 * @param quorum the cluster; null for a broker of its own
 * @param account what clients must know; null for a broker that talks to everybody in the clear
 */
public record KafkaSettings(
        Path home,
        Path dataDir,
        int port,
        int heapMegabytes,
        Path output,
        int node,
        @Nullable KafkaQuorum quorum,
        @Nullable KafkaAccount account) {
    private static final int DEFAULT_HEAP_MEGABYTES = 256;

    public KafkaSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /** A broker of its own. */
    public KafkaSettings(Path home, Path dataDir, int port, int heapMegabytes, Path output) {
        this(home, dataDir, port, heapMegabytes, output, 1, null, null);
    }

    /** A broker on a free port with its data and its output in this folder. */
    public static KafkaSettings in(Path folder) {
        return new KafkaSettings(
                defaultHome(), folder.resolve("data"), 0, DEFAULT_HEAP_MEGABYTES, folder.resolve("kafka.log"));
    }

    public KafkaSettings withPort(int newPort) {
        return new KafkaSettings(home, dataDir, newPort, heapMegabytes, output, node, quorum, account);
    }

    /** The same broker, but closed for everybody without this account. */
    public KafkaSettings withAccount(KafkaAccount newAccount) {
        return new KafkaSettings(home, dataDir, port, heapMegabytes, output, node, quorum, newAccount);
    }

    /** The build says where it put the distribution; the root POM sets the property for all tests. */
    private static Path defaultHome() {
        return Path.of(System.getProperty("pulso.kafka.home", "deploy/embedded/target/kafka"))
                .toAbsolutePath();
    }
}
