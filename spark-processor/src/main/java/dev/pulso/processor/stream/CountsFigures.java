package dev.pulso.processor.stream;

import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** What the tasks of the counting query tell beside their results. */
public final class CountsFigures {
    private final LongAccumulator rejected;
    private final LongAccumulator unpaired;
    private final LongAccumulator remembered;
    private volatile long stateRows;

    public CountsFigures(SparkContext spark) {
        rejected = spark.longAccumulator("rejected");
        unpaired = spark.longAccumulator("unpaired");
        remembered = spark.longAccumulator("remembered");
    }

    /** Records refused since the start of the process; a task that is done again counts again. */
    public long rejectedRecords() {
        return rejected.value();
    }

    /** Posts read with more tags than make pairs; counted as rejected records are. */
    public long unpairedPosts() {
        return unpaired.value();
    }

    /** Posts and events remembered after the last batch. */
    public long stateRows() {
        return stateRows;
    }

    LongAccumulator rejected() {
        return rejected;
    }

    LongAccumulator unpaired() {
        return unpaired;
    }

    LongAccumulator remembered() {
        return remembered;
    }

    void beforeBatch() {
        remembered.reset();
    }

    void afterBatch() {
        stateRows = remembered.value();
    }
}
