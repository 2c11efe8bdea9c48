package dev.pulso.processor.segment.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pulso.processor.segment.Retail;
import dev.pulso.processor.segment.TestSpark;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definition.Algorithm;
import dev.pulso.processor.segment.definition.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SearchTest {
    /** Best of 50 restarts of an independent implementation: groundtruth_uci_online_retail.json. */
    private static final Map<Integer, Double> REFERENCE =
            Map.of(2, 6474.135, 3, 4856.322, 4, 3924.379, 5, 3268.038, 6, 2840.176, 7, 2533.022, 8, 2325.516);

    @Test
    void shouldClusterCustomersAsTightAsTheReference() {
        assumeTrue(Retail.isThere());
        Definition customers = Definitions.shipped().get("customers");
        Dataset<Row> rows = customerRows();
        PipelineModel prepared = Preparation.fit(rows, customers);
        Dataset<Row> scaled = prepared.transform(rows).cache();
        long start = System.nanoTime();
        Search.Outcome outcome = Search.run(scaled, customers, Preparation.scale(prepared, customers));

        System.out.printf("search of k took %d ms%n", (System.nanoTime() - start) / 1_000_000);
        outcome.evidence().entries().forEach(System.out::println);
        assertThat(outcome.evidence().entries()).hasSize(8).allSatisfy(entry -> {
            if (entry.k() > 1) {
                assertThat(entry.wcss()).isCloseTo(REFERENCE.get(entry.k()), within(REFERENCE.get(entry.k()) / 100));
            }
        });
        assertThat(outcome.found()).isNotNull();
        System.out.println(
                outcome.found().choice() + " stability " + outcome.found().stability());
        assertThat(outcome.found().choice().k()).isBetween(3, 7);
        assertThat(outcome.found().stability()).isGreaterThan(0.7);
        scaled.unpersist();
    }

    @Test
    void shouldMeasureSilhouettesAsMllibDoes() {
        Random random = new Random(3);
        double[][] points = points(60, 2, (i, j) -> random.nextGaussian() + (i % 3 == j ? 3 : 0));
        int[] clusters = IntStream.range(0, 60).map(i -> i % 3).toArray();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            rows.add(RowFactory.create(clusters[i], Vectors.dense(points[i])));
        }
        Dataset<Row> labelled = TestSpark.session()
                .createDataFrame(
                        rows,
                        new StructType()
                                .add("prediction", DataTypes.IntegerType)
                                .add("features", SQLDataTypes.VectorType()));

        assertThat(Silhouette.of(points, clusters, 3))
                .isCloseTo(new ClusteringEvaluator().evaluate(labelled), within(1e-9));
    }

    @Test
    void shouldFitMllibAsTightAsTheReference() {
        assumeTrue(Retail.isThere());
        Definition customers = Definitions.shipped().get("customers");
        Dataset<Row> rows = customerRows();
        Dataset<Row> scaled = Preparation.fit(rows, customers).transform(rows).cache();
        Clustering clustering = new Clusterer(Algorithm.KMEANS).fit(scaled, 5, 3, 42);

        assertThat(clustering.cost()).isCloseTo(REFERENCE.get(5), within(REFERENCE.get(5) / 100));
        scaled.unpersist();
    }

    @Test
    void shouldFindNoStructureInRandomData() {
        Random random = new Random(7);

        assertThat(search(points(2000, 3, (i, j) -> 100 * random.nextDouble()), "KMEANS")
                        .found())
                .isNull();
        assertThat(search(points(500, 2, (i, j) -> random.nextGaussian() * 10 + 50), "KMEANS")
                        .found())
                .isNull();
        assertThat(search(points(500, 2, (i, j) -> 5), "KMEANS").found()).isNull();
    }

    @Test
    void shouldFindTheBlobsThatAreThere() {
        Random random = new Random(7);
        double[][] points = points(900, 2, (i, j) -> 10 + random.nextGaussian() + (i % 3 == j ? 12 : 0));
        for (Algorithm algorithm : Algorithm.values()) {
            Search.Outcome outcome = search(points, algorithm.name());

            assertThat(outcome.found()).isNotNull();
            assertThat(outcome.found().choice().k()).isEqualTo(3);
            assertThat(outcome.found().stability()).as(algorithm.name()).isGreaterThan(0.95);
        }
    }

    private static Dataset<Row> customerRows() {
        return Retail.truth()
                .selectExpr(
                        "customer_id entity",
                        "double(recency_days) recencyDays",
                        "double(frequency) frequency",
                        "double(monetary) monetary");
    }

    private interface Value {
        double at(int i, int j);
    }

    private static double[][] points(int count, int width, Value value) {
        double[][] points = new double[count][width];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                points[i][j] = value.at(i, j);
            }
        }
        return points;
    }

    private static Search.Outcome search(double[][] points, String algorithm) {
        Definition definition = definition(points[0].length, algorithm);
        StructType schema = new StructType().add("entity", DataTypes.StringType);
        for (String feature : definition.featureNames()) {
            schema = schema.add(feature, DataTypes.DoubleType);
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            Object[] values = new Object[points[i].length + 1];
            values[0] = Integer.toString(i);
            for (int j = 0; j < points[i].length; j++) {
                values[j + 1] = points[i][j];
            }
            rows.add(RowFactory.create(values));
        }
        Dataset<Row> data = TestSpark.session().createDataFrame(rows, schema);
        PipelineModel prepared = Preparation.fit(data, definition);
        return Search.run(prepared.transform(data), definition, Preparation.scale(prepared, definition));
    }

    private static Definition definition(int width, String algorithm) {
        StringBuilder yaml = new StringBuilder("""
                name: test
                source: { topic: pulso.events, data: a DOUBLE }
                entity: subject
                k: { from: 2, to: 4 }
                starts: 3
                algorithm: %s
                features:
                """.formatted(algorithm));
        for (int i = 0; i < width; i++) {
            yaml.append("  - { name: f%d, expression: count(1), high: high, low: low }%n".formatted(i));
        }
        return Definitions.read("test.yaml", yaml.toString().getBytes(UTF_8));
    }
}
