package dev.pulso.processor.progress;

import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.execution.streaming.CommitLog;
import org.apache.spark.sql.execution.streaming.OffsetSeq;
import org.apache.spark.sql.execution.streaming.OffsetSeqLog;
import scala.Option;

/** The place up to which a checkpoint has counted, read without starting its query. */
public final class CommittedPlace {
    private CommittedPlace() {}

    /** End offsets of the last finished batch; empty if none has finished. */
    public static Map<TopicPartition, Long> of(SparkSession spark, Path checkpoint) {
        var lastBatch = new CommitLog(spark, new Path(checkpoint, "commits").toString()).getLatestBatchId();
        if (lastBatch.isEmpty()) {
            return Map.of();
        }
        long batch = ((Number) lastBatch.get()).longValue();
        Option<OffsetSeq> offsets = new OffsetSeqLog(spark, new Path(checkpoint, "offsets").toString()).get(batch);
        if (offsets.isEmpty()) {
            return Map.of();
        }
        Option<Offset> source = offsets.get().offsets().head();
        return source.isEmpty() ? Map.of() : BatchProgress.offsets(source.get().json());
    }
}
