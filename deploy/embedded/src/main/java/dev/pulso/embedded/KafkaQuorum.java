package dev.pulso.embedded;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The brokers of a cluster, each of them a controller too.
 *
 * @param clusterId written into the storage of each broker when it is formatted
 * @param controllerPorts ports on loopback on which the controllers talk, that of node 1 first
 */
public record KafkaQuorum(String clusterId, List<Integer> controllerPorts) {
    private static final int MOST_REPLICAS = 3;

    public KafkaQuorum {
        controllerPorts = List.copyOf(controllerPorts);
    }

    /** Replicas of each partition: one a broker, at most three. */
    public int replicas() {
        return Math.min(MOST_REPLICAS, controllerPorts.size());
    }

    /** How many replicas must have a record before it is acknowledged: the loss of one broker loses nothing. */
    int inSyncReplicas() {
        return Math.max(1, replicas() - 1);
    }

    int controllerPort(int node) {
        return controllerPorts.get(node - 1);
    }

    /** As {@code controller.quorum.voters} wants it. */
    String voters() {
        return IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(node -> node + "@127.0.0.1:" + controllerPort(node))
                .collect(Collectors.joining(","));
    }
}
