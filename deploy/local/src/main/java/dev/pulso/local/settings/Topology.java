package dev.pulso.local.settings;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What runs how often. */
public enum Topology {
    /** One of each; Spark runs within spark-processor. */
    SINGLE(".pulso"),
    /** Three Kafka brokers, a Spark standalone cluster with two workers, and two of each service that scales out. */
    CLUSTER(".pulso-cluster");

    private final String dataFolder;

    Topology(String dataFolder) {
        this.dataFolder = dataFolder;
    }

    /** All nodes in the order of their parts. */
    public List<Node> nodes() {
        return Stream.of(Part.values())
                .flatMap(part -> IntStream.range(0, replicas(part)).mapToObj(replica -> new Node(part, replica)))
                .toList();
    }

    /** Folder of the data unless another is named; the two kinds of Kafka cannot share one. */
    String dataFolder() {
        return dataFolder;
    }

    private int replicas(Part part) {
        boolean cluster = this == CLUSTER;
        return switch (part) {
            case KAFKA -> cluster ? 3 : 1;
            case SPARK_MASTER -> cluster ? 1 : 0;
            case SPARK_WORKER -> cluster ? 2 : 0;
            case INGEST, RESULTS, DASHBOARD -> cluster ? 2 : 1;
            case POSTGRES, EXTRACTOR, PROCESSOR -> 1;
        };
    }
}
