package dev.pulso.processor.segment.train;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definition.Algorithm;
import dev.pulso.processor.segment.definition.Definition.Transform;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Features to the vectors that are clustered: the first stages of the saved pipeline. */
public final class Preparation {
    /** Column of the vector to cluster. */
    public static final String SCALED = "scaled";

    private static final String TRANSFORMED = "transformed";
    private static final String SUFFIX = "__t";

    private Preparation() {}

    public static PipelineModel fit(Dataset<Row> rows, Definition definition) {
        List<String> features = definition.featureNames();
        Transform transform = definition.transform();
        String columns = features.stream()
                .map(each -> (transform.log1p() ? "log1p(greatest(`%s`, 0D))" : "`%s`").formatted(each) + " AS `" + each
                        + SUFFIX + "`")
                .collect(Collectors.joining(", "));
        return new Pipeline()
                .setStages(new PipelineStage[] {
                    new SQLTransformer().setStatement("SELECT *, " + columns + " FROM __THIS__"),
                    new VectorAssembler()
                            .setInputCols(
                                    features.stream().map(each -> each + SUFFIX).toArray(String[]::new))
                            .setOutputCol(TRANSFORMED),
                    new StandardScaler()
                            .setInputCol(TRANSFORMED)
                            .setOutputCol(SCALED)
                            .setWithMean(isCentred(definition))
                            .setWithStd(transform.standardise())
                })
                .fit(rows);
    }

    /** MLlib's bisecting k-means cannot split a cluster whose centroid is 0: it tells the halves apart by its length. */
    private static boolean isCentred(Definition definition) {
        return definition.transform().standardise() && definition.algorithm() != Algorithm.BISECTING_KMEANS;
    }

    /** How to get from a scaled vector back to original units. */
    public static Scale scale(PipelineModel prepared, Definition definition) {
        StandardScalerModel scaler = (StandardScalerModel) prepared.stages()[2];
        int size = definition.features().size();
        double[] mean = new double[size];
        double[] deviation = new double[size];
        Arrays.fill(deviation, 1);
        if (definition.transform().standardise()) {
            deviation = scaler.std().toArray();
        }
        if (isCentred(definition)) {
            mean = scaler.mean().toArray();
        }
        return new Scale(definition.transform().log1p(), mean, deviation);
    }
}
