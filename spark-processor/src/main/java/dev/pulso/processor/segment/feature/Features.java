package dev.pulso.processor.segment.feature;

import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of numbers, one per entity. */
public final class Features {
    /** Column with the id of the entity. */
    public static final String ENTITY = "entity";

    private Features() {}

    /**
     * The rows to cluster and what they were made of.
     *
     * @param rows {@code entity} (string) and a double for each feature; cached until closed
     * @param from event time of the first record that counted
     * @param to event time of the last
     * @param records how many counted
     */
    public record Table(
            Dataset<Row> rows,
            @Nullable Instant from,
            @Nullable Instant to,
            long records,
            long entities,
            Runnable release)
            implements AutoCloseable {
        @Override
        public void close() {
            rows.unpersist();
            release.run();
        }
    }
}
