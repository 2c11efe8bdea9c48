package dev.pulso.processor.segment.describe;

import dev.pulso.contracts.segment.Segmentation.Rule;
import dev.pulso.processor.segment.train.Clusterer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** IF-rules in original units: the leaves of a shallow decision tree that tells the clusters apart. */
final class Rules {
    private static final int DEPTH = 4;
    private static final int MOST = 3;
    private static final double WORTH_SAYING = 0.05;
    private static final String RAW = "raw";
    private static final String LABEL = "label";
    private static final String LEAF = "leaf";

    private final List<String> features;
    private final List<Bounds> leaves = new ArrayList<>();
    private final List<Integer> predicted = new ArrayList<>();

    private Rules(List<String> features) {
        this.features = features;
    }

    /**
     * @param rows with the features and the cluster
     * @return the rules of each cluster, widest first
     */
    static Map<Integer, List<Rule>> of(Dataset<Row> rows, List<String> features, int clusters) {
        Dataset<Row> labelled = new VectorAssembler()
                .setInputCols(features.toArray(String[]::new))
                .setOutputCol(RAW)
                .transform(rows)
                .withColumn(LABEL, rows.col(Clusterer.CLUSTER).cast(DataTypes.DoubleType))
                .select(RAW, LABEL);
        DecisionTreeClassificationModel tree = new DecisionTreeClassifier()
                .setFeaturesCol(RAW)
                .setLabelCol(LABEL)
                .setMaxDepth(DEPTH)
                .fit(labelled);
        Rules rules = new Rules(features);
        rules.walk(tree.rootNode(), Bounds.none());
        tree.setLeafCol(LEAF);
        long[][] counts = new long[rules.leaves.size()][clusters];
        for (Row row : tree.transform(labelled).groupBy(LEAF, LABEL).count().collectAsList()) {
            counts[(int) row.getDouble(0)][(int) row.getDouble(1)] = row.getLong(2);
        }
        return rules.told(counts, clusters);
    }

    /** Left to right: the order in which MLlib numbers the leaves. */
    private void walk(Node node, Bounds bounds) {
        if (node instanceof InternalNode inner && inner.split() instanceof ContinuousSplit split) {
            String feature = features.get(split.featureIndex());
            walk(inner.leftChild(), bounds.upTo(feature, split.threshold()));
            walk(inner.rightChild(), bounds.above(feature, split.threshold()));
        } else if (node instanceof LeafNode) {
            leaves.add(bounds);
            predicted.add((int) node.prediction());
        }
    }

    private Map<Integer, List<Rule>> told(long[][] counts, int clusters) {
        Map<Integer, List<Rule>> told = new HashMap<>();
        for (int cluster = 0; cluster < clusters; cluster++) {
            long members = 0;
            for (long[] leaf : counts) {
                members += leaf[cluster];
            }
            List<Rule> rules = new ArrayList<>();
            for (int leaf = 0; leaf < counts.length; leaf++) {
                long all = 0;
                for (long each : counts[leaf]) {
                    all += each;
                }
                double coverage = (double) counts[leaf][cluster] / Math.max(members, 1);
                if (predicted.get(leaf) == cluster && coverage >= WORTH_SAYING) {
                    rules.add(new Rule(
                            leaves.get(leaf).toString(), coverage, (double) counts[leaf][cluster] / Math.max(all, 1)));
                }
            }
            rules.sort(Comparator.comparingDouble(Rule::coverage).reversed());
            told.put(cluster, rules.stream().limit(MOST).toList());
        }
        return told;
    }
}
