package dev.pulso.processor.stream;

import dev.pulso.processor.progress.ReadRange;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/** What the tasks of the counting query tell beside their results. */
public final class CountsFigures {
    private final LongAccumulator rejected;
    private final LongAccumulator unpaired;
    private final LongAccumulator remembered;
    private final CollectionAccumulator<ReadRange> read;
    private final ReadByBatch readByBatch = new ReadByBatch();
    private volatile long stateRows;

    public CountsFigures(SparkContext spark) {
        rejected = spark.longAccumulator("rejected");
        unpaired = spark.longAccumulator("unpaired");
        remembered = spark.longAccumulator("remembered");
        read = spark.collectionAccumulator("read");
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

    /** The offsets a batch has read; empty for one that is not among the last. */
    public Optional<List<ReadRange>> readIn(long batch) {
        return readByBatch.get(batch);
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

    CollectionAccumulator<ReadRange> read() {
        return read;
    }

    void beforeBatch() {
        remembered.reset();
        read.reset();
    }

    void afterBatch(long batch) {
        stateRows = remembered.value();
        readByBatch.put(batch, read.value());
    }
}
