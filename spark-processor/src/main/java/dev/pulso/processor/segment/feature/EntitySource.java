package dev.pulso.processor.segment.feature;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where the records to learn from are, in the order in which they came in. */
public interface EntitySource {
    /**
     * Records that came in one after the other.
     *
     * @param records {@code key} (string: what makes two records the same post or event), {@code offset} (of any type with an
     *     order: grows with every record of a key) and {@code value} (string: the message as JSON)
     * @param upTo behind the last of them
     * @param size how many there are
     */
    record Increment(Dataset<Row> records, Position upTo, long size) {}

    /** The records of a topic behind a place. */
    Increment after(SparkSession spark, String topic, Position place) throws IOException;

    /** Whether what lies before the place is still there; if not, what was made of it has to be made anew. */
    boolean reachesBackTo(Position place) throws IOException;
}
