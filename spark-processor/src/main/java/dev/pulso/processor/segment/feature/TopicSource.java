package dev.pulso.processor.segment.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.pulso.contracts.Topics;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the topics themselves still hold: seven days, for systems without an archive. */
public final class TopicSource implements EntitySource {
    private final Map<String, String> kafka;

    /** @param kafka options of Spark's source, with their prefix: at least the addresses */
    public TopicSource(Map<String, String> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    @Override
    public Dataset<Row> records(SparkSession spark, String topic) {
        Column value = col("value").cast("string");
        Column identity = concat_ws("\n", get_json_object(value, "$.source"), get_json_object(value, "$.id"));
        return spark.read()
                .format("kafka")
                .options(kafka)
                .option("subscribe", topic)
                .option("failOnDataLoss", "false")
                .load()
                .select(
                        when(lit(topic.equals(Topics.POSTS.name())), col("key").cast("string"))
                                .otherwise(identity)
                                .as("key"),
                        col("offset"),
                        value.as("value"));
    }
}
