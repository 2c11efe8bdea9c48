package dev.pulso.local.run;

import dev.pulso.embedded.FreePort;
import dev.pulso.embedded.KafkaQuorum;
import dev.pulso.local.settings.Node;
import dev.pulso.local.settings.Part;
import dev.pulso.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** The brokers of one run. */
final class KafkaCluster {
    private KafkaCluster() {}

    static List<Unit> units(Settings settings, Secrets secrets) {
        refuseFolderOfOpenKafka(settings);
        List<Node> nodes = settings.nodes(Part.KAFKA);
        KafkaQuorum quorum = nodes.size() == 1 ? null : quorum(settings, nodes.size());
        return nodes.stream().map(node -> unit(node, settings, secrets, quorum)).toList();
    }

    /** Replicas of each partition of a topic. */
    static int replicas(Settings settings) {
        return new KafkaQuorum(
                        "",
                        settings.nodes(Part.KAFKA).stream().map(Node::replica).toList())
                .replicas();
    }

    /** How the launcher itself reaches the brokers. */
    static Map<String, Object> client(Settings settings, Secrets secrets) {
        Map<String, Object> client =
                new HashMap<>(settings.secure() ? secrets.kafkaAccount().clientProperties() : Map.of());
        client.put("bootstrap.servers", settings.bootstrapServers());
        return client;
    }

    /** The account is made together with the storage; later nobody could sign in. */
    private static void refuseFolderOfOpenKafka(Settings settings) {
        boolean used = Files.exists(
                settings.data().resolve(settings.nodes(Part.KAFKA).get(0).title() + "/data"));
        if (settings.secure() && used && !Secrets.hasKafkaPassword(settings)) {
            throw new StartFailedException(
                    settings.data()
                            + " was made without --secure. Name another folder with --data, or empty it with: deploy/pulso reset");
        }
    }

    private static Unit unit(Node node, Settings settings, Secrets secrets, @Nullable KafkaQuorum quorum) {
        return new KafkaUnit(node, settings, secrets, quorum);
    }

    /** Controllers take other ports in every run; a cluster keeps its id, or its storage would not fit. */
    private static KafkaQuorum quorum(Settings settings, int brokers) {
        Path file = settings.data().resolve("kafka-cluster-id");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(settings.data());
                Files.writeString(file, Uuid.randomUuid().toString());
            }
            Set<Integer> ports = new HashSet<>();
            while (ports.size() < brokers) {
                ports.add(FreePort.any());
            }
            return new KafkaQuorum(Files.readString(file).strip(), List.copyOf(ports));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the id of the Kafka cluster in " + file, e);
        }
    }
}
