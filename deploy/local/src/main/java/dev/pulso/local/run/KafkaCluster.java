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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** The brokers of one run. */
final class KafkaCluster {
    private KafkaCluster() {}

    static List<Unit> units(Settings settings) {
        List<Node> nodes = settings.nodes(Part.KAFKA);
        KafkaQuorum quorum = nodes.size() == 1 ? null : quorum(settings, nodes.size());
        return nodes.stream().map(node -> unit(node, settings, quorum)).toList();
    }

    /** Replicas of each partition of a topic. */
    static int replicas(Settings settings) {
        return new KafkaQuorum(
                        "",
                        settings.nodes(Part.KAFKA).stream().map(Node::replica).toList())
                .replicas();
    }

    private static Unit unit(Node node, Settings settings, @Nullable KafkaQuorum quorum) {
        return new KafkaUnit(node, settings, quorum);
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
