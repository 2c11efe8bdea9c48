package dev.pulso.processor.segment.registry;

import dev.pulso.processor.segment.train.Scale;
import java.util.List;

/**
 * What a model needs beside itself.
 *
 * @param features in the order of the vectors
 * @param ids of the segments, by number of the cluster
 * @param centers in scaled space, by cluster
 */
public record State(List<String> features, List<String> ids, double[][] centers, Scale scale) {}
