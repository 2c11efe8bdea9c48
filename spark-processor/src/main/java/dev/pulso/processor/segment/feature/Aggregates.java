package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import dev.pulso.processor.segment.definition.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The features of a definition in three steps: partial aggregates over the records of an entity and day, their merger over days,
 * and what the feature makes of the merged ones.
 *
 * @param parts what is kept
 * @param finals expression of each feature over the names of the parts and {@code as_of}
 * @param mergeable whether partials can be merged; else aggregates are made of all records of an entity
 * @param bound whether an aggregate looks at {@code as_of}: all of them change with it
 */
record Aggregates(Definition definition, List<Part> parts, List<Column> finals, boolean mergeable, boolean bound) {
    static final String AS_OF = "as_of";
    static final String FROM = "__from";
    static final String TO = "__to";
    static final String RECORDS = "__records";

    /** @param merge over a column of partials of the same name; of no use unless mergeable */
    record Part(String name, Column partial, Column merge) {
        static Part of(String name, Column partial, String merge) {
            return new Part(name, partial, expr(merge.formatted("`" + name + "`")));
        }
    }

    static Aggregates of(SparkSession spark, Definition definition) {
        List<Part> parts = new ArrayList<>(List.of(
                new Part(Features.ENTITY, max(Features.ENTITY), max(Features.ENTITY)),
                new Part(FROM, min("time"), min(FROM)),
                new Part(TO, max("time"), max(TO)),
                new Part(RECORDS, count(lit(1)), sum(RECORDS))));
        Decomposition decomposition = new Decomposition(spark);
        List<Column> finals = new ArrayList<>();
        definition
                .features()
                .forEach(each ->
                        finals.add(coalesce(decomposition.add(each.expression()).cast(DataTypes.DoubleType), lit(0.0))
                                .as(each.name())));
        parts.addAll(decomposition.parts());
        return new Aggregates(definition, parts, finals, decomposition.mergeable(), decomposition.bound());
    }

    /** Over columns of {@link Records#body} (and {@code as_of}), grouped by what the caller groups by. */
    Column[] partials() {
        return parts.stream().map(each -> each.partial.as(each.name)).toArray(Column[]::new);
    }

    /** Over rows of partials; the types stay what they are: only sums of decimals would grow. */
    Column[] merges(StructType types) {
        return parts.stream()
                .map(each -> {
                    DataType type = types.apply(each.name).dataType();
                    return (type instanceof DecimalType ? each.merge.cast(type) : each.merge).as(each.name);
                })
                .toArray(Column[]::new);
    }

    /** Entity, first and last time, number of records, features. */
    Column[] features() {
        return Stream.concat(Stream.of(col(Features.ENTITY), col(FROM), col(TO), col(RECORDS)), finals.stream())
                .toArray(Column[]::new);
    }

    /** Types of the parts. */
    StructType types(SparkSession spark, StructType body) {
        Dataset<Row> none = spark.createDataFrame(List.of(), body)
                .withColumn(AS_OF, lit("2000-01-01").cast(DataTypes.DateType))
                .groupBy(AS_OF)
                .agg(lit(0).as("none"), partials());
        StructType types = new StructType();
        for (StructField field : none.drop(AS_OF, "none").schema().fields()) {
            types = types.add(field);
        }
        return types;
    }
}
