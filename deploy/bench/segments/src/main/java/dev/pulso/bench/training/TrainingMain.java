package dev.pulso.bench.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pulso.contracts.MessageCodec;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definitions;
import dev.pulso.processor.segment.train.Clusterer;
import dev.pulso.processor.segment.train.Clustering;
import dev.pulso.processor.segment.train.Preparation;
import dev.pulso.processor.segment.train.Search;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code TrainingMain FILE WIDTH FROM TO STARTS}: reads features (Parquet: {@code entity}, {@code f0}, {@code f1} …), scales them,
 * looks for the number of segments and fits; then fits every number of segments on all rows. The last line is JSON: seconds and
 * within-cluster sums of squares.
 */
public final class TrainingMain {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingMain.class);

    private TrainingMain() {}

    public static void main(String[] args) {
        Definition definition =
                definition(Integer.parseInt(args[1]), args[2], args[3], Integer.parseInt(args[4]));
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate()) {
            System.out.println(MessageCodec.mapper().writeValueAsString(run(spark, Path.of(args[0]), definition)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> run(SparkSession spark, Path file, Definition definition) {
        Map<String, Object> result = new LinkedHashMap<>();
        long start = System.nanoTime();
        Dataset<Row> rows = spark.read().parquet(file.toString()).cache();
        PipelineModel prepared = Preparation.fit(rows, definition);
        Dataset<Row> scaled = prepared.transform(rows).cache();
        result.put("entities", scaled.count());
        result.put("preparedSeconds", since(start));
        Search.Outcome outcome = Search.run(scaled, definition, Preparation.scale(prepared, definition));
        result.put("searchSeconds", since(start));
        Search.Found found = outcome.found();
        int chosen = found == null ? definition.k().from() : found.choice().k();
        Clustering one =
                new Clusterer(definition.algorithm()).fit(scaled, chosen, definition.starts(), definition.seed());
        result.put("chosen", chosen);
        result.put("chosenWcss", one.cost());
        result.put("trainingSeconds", since(start));

        long every = System.nanoTime();
        Map<Integer, Double> wcss = new TreeMap<>();
        for (int k = definition.k().from(); k <= definition.k().to(); k++) {
            wcss.put(k, new Clusterer(definition.algorithm())
                    .fit(scaled, k, definition.starts(), definition.seed())
                    .cost());
            LOG.info("k={} seconds={}", k, since(every));
        }
        result.put("everySeconds", since(every));
        result.put("wcss", wcss);
        return result;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static Definition definition(int width, String from, String to, int starts) {
        StringBuilder yaml = new StringBuilder("""
                name: bench
                source: { topic: pulso.events, data: a DOUBLE }
                entity: subject
                k: { from: %s, to: %s }
                starts: %d
                transform: { log1p: false, standardise: true }
                features:
                """.formatted(from, to, starts));
        for (int f = 0; f < width; f++) {
            yaml.append("  - { name: f%d, expression: count(1), high: high, low: low }%n".formatted(f));
        }
        return Definitions.read("bench.yaml", yaml.toString().getBytes(UTF_8));
    }
}
