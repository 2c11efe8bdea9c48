package dev.pulso.processor.segment.train;

import org.apache.spark.ml.Transformer;

/**
 * A fitted clustering.
 *
 * @param model writes column {@link Clusterer#CLUSTER}
 * @param centers in scaled space, by cluster
 * @param cost what the algorithm made as small as it could
 */
public record Clustering(Transformer model, double[][] centers, double cost) {}
