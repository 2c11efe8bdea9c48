package dev.pulso.bench.network;

import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proxies in front of Kafka and PostgreSQL. Which service a connection belongs to is read from the operating system, so
 * that each can have a network of its own. Services find the proxies through {@link #environment()}.
 */
public final class FaultyNetwork implements AutoCloseable {
    private final Map<Part, Condition> toKafka = new ConcurrentHashMap<>();
    private final Map<Part, Condition> toPostgres = new ConcurrentHashMap<>();
    private final Gate kafka;
    private final Gate postgres;
    private volatile Function<Node, Optional<ProcessHandle>> processes = node -> Optional.empty();

    /** @param kafkaPort and {@code postgresPort}: where the servers will listen on loopback */
    public FaultyNetwork(int kafkaPort, int postgresPort) {
        try {
            kafka = new Gate(kafkaPort, true, port -> conditionOf(port, toKafka));
            postgres = new Gate(postgresPort, false, port -> conditionOf(port, toPostgres));
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a proxy", e);
        }
    }

    /** Makes services connect to the proxies: a system property stands above the address the launcher tells them. */
    public Map<String, String> environment() {
        String brokers = "127.0.0.1:" + kafka.port();
        return Map.of(
                "JDK_JAVA_OPTIONS",
                String.join(
                        " ",
                        "-Dkafka.bootstrap.servers=" + brokers,
                        "-Dpulso.kafka=" + brokers,
                        "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:" + postgres.port() + "/pulso"));
    }

    /** @param lookUp the process of a node */
    public void tellServicesApart(Function<Node, Optional<ProcessHandle>> lookUp) {
        processes = lookUp;
    }

    public void betweenKafkaAnd(Part service, Condition condition) {
        toKafka.put(service, condition);
    }

    public void betweenPostgresAnd(Part service, Condition condition) {
        toPostgres.put(service, condition);
    }

    public void heal() {
        toKafka.clear();
        toPostgres.clear();
    }

    /** Looked up when first needed: at its start a service is not known yet by the process it runs in. */
    private Supplier<Condition> conditionOf(int clientPort, Map<Part, Condition> conditions) {
        Owner owner = new Owner(clientPort);
        return () -> conditions.isEmpty()
                ? Condition.GOOD
                : owner.find()
                        .map(part -> conditions.getOrDefault(part, Condition.GOOD))
                        .orElse(Condition.GOOD);
    }

    /** The service at the other end of a connection, once it is found. */
    private final class Owner {
        private static final long LOOK_EVERY_NANOS = 500_000_000;

        private final int clientPort;
        private @Nullable Part found;
        private long looked = System.nanoTime() - LOOK_EVERY_NANOS;

        Owner(int clientPort) {
            this.clientPort = clientPort;
        }

        synchronized Optional<Part> find() {
            if (found == null && System.nanoTime() - looked >= LOOK_EVERY_NANOS) {
                looked = System.nanoTime();
                found = look().orElse(null);
            }
            return Optional.ofNullable(found);
        }

        private Optional<Part> look() {
            return Stream.of(Part.values())
                    .filter(Part::isService)
                    .filter(part -> processes
                            .apply(new Node(part, 0))
                            .flatMap(process -> Peers.holderOf(clientPort, List.of(process.pid())))
                            .isPresent())
                    .findFirst();
        }
    }

    @Override
    public void close() {
        kafka.close();
        postgres.close();
    }
}
