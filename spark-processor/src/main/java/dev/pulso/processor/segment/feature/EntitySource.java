package dev.pulso.processor.segment.feature;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where the records to learn from are. */
public interface EntitySource {
    /**
     * The records of a topic up to now: {@code key} (string: what makes two records the same post or event), {@code offset}
     * (of any type with an order: grows with every record of a key) and {@code value} (string: the message as JSON).
     */
    Dataset<Row> records(SparkSession spark, String topic) throws IOException;
}
