package dev.pulso.processor.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.drift.Distribution;
import dev.pulso.processor.segment.feature.Features;
import dev.pulso.processor.segment.feature.Upkeep;
import dev.pulso.processor.segment.registry.Registry;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares the features of now with those of the last run, whether it was promoted or not: a refused run must not start the next. */
final class Drift {
    private Drift() {}

    /** Empty if there was no run with enough entities, or of other features. */
    static Optional<Distribution> lastSpread(Registry registry, Definition definition) {
        List<Long> versions = registry.versions();
        for (int i = versions.size() - 1; i >= 0; i--) {
            Optional<Distribution> spread = registry.distribution(versions.get(i));
            if (spread.isPresent()) {
                return spread.filter(each -> each.features().equals(definition.featureNames()));
            }
        }
        return Optional.empty();
    }

    static double[][] sample(Dataset<Row> rows, Definition definition) {
        return values(rows.orderBy(xxhash64(col(Features.ENTITY))).limit(Distribution.SAMPLE), definition);
    }

    /** Whether the features have drifted so far that a training is due. */
    static boolean isLarge(Upkeep upkeep, Registry registry, Definition definition) {
        if (definition.mostDrift() == 0) {
            return false;
        }
        Optional<Distribution> spread = lastSpread(registry, definition);
        if (spread.isEmpty()) {
            return false;
        }
        double[][] now = values(upkeep.sample(Distribution.SAMPLE), definition);
        return now.length >= definition.minEntities() && spread.get().hasDrifted(now, definition.mostDrift());
    }

    private static double[][] values(Dataset<Row> rows, Definition definition) {
        Column[] features = definition.featureNames().stream()
                .map(each -> col("`" + each + "`"))
                .toArray(Column[]::new);
        return rows.select(features).collectAsList().stream()
                .map(row -> {
                    double[] values = new double[features.length];
                    for (int f = 0; f < values.length; f++) {
                        values[f] = row.getDouble(f);
                    }
                    return values;
                })
                .toArray(double[][]::new);
    }
}
