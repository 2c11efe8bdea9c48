package dev.pulso.processor.stream;

import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.streaming.StatefulOperatorStateInfo;
import org.apache.spark.sql.execution.streaming.state.package$;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Map$;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * One micro-batch: records to facts, by key to what is new about it, by window to messages. State of version n is what the
 * batches before n have left; a batch that is done again starts from it again.
 */
final class CountsBatch implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1;
    private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);
    private static final ClassTag<Integer> SHARD = ClassTag$.MODULE$.apply(Integer.class);
    private static final ClassTag<Tuple2<Integer, byte[]>> CHUNK = ClassTag$.MODULE$.apply(Tuple2.class);

    private final transient SparkSession spark;
    private final transient Path checkpoint;
    private final transient CountsFigures figures;
    private final transient Consumer<Dataset<Row>> sink;
    private final String queryName;
    private final Remembering remembering;

    /**
     * @param checkpoint directory of the query
     * @param queryName with its generation
     * @param sink takes the messages of a batch and returns when they are durable
     */
    CountsBatch(
            SparkSession spark,
            Path checkpoint,
            String queryName,
            Remembering remembering,
            CountsFigures figures,
            Consumer<Dataset<Row>> sink) {
        this.spark = spark;
        this.checkpoint = checkpoint;
        this.queryName = queryName;
        this.remembering = remembering;
        this.figures = figures;
        this.sink = sink;
    }

    @Override
    public void call(Dataset<Row> records, Long batch) {
        // Of the query's own session: a checkpoint remembers the number it was created with.
        int shards = records.sparkSession().sessionState().conf().numShufflePartitions();
        JavaPairRDD<Integer, byte[]> facts = records.queryExecution()
                .toRdd()
                .toJavaRDD()
                // A task per partition of every topic costs more than reading them in turn.
                .coalesce(shards)
                .mapPartitionsToPair(new ReadStep(
                        shards, remembering.mostPaired(), figures.rejected(), figures.unpaired(), figures.read()));
        figures.beforeBatch();
        RDD<Tuple2<Integer, byte[]>> changes = remembered(sorted(facts, shards), batch, shards);
        RDD<InternalRow> messages = sorted(JavaPairRDD.fromRDD(changes, SHARD, BYTES), shards)
                .toJavaRDD()
                .mapPartitions(new TallyStep(queryName, batch))
                .rdd();
        sink.accept(spark.internalCreateDataFrame(messages, TallyStep.MESSAGE, false));
        figures.afterBatch(batch);
    }

    private static RDD<byte[]> sorted(JavaPairRDD<Integer, byte[]> chunks, int shards) {
        return chunks.partitionBy(new HashPartitioner(shards)).values().rdd();
    }

    private RDD<Tuple2<Integer, byte[]>> remembered(RDD<byte[]> facts, long batch, int shards) {
        // Spark lets go of the stores of a run when the run ends.
        UUID run = UUID.fromString(spark.sparkContext().getLocalProperty("spark.jobGroup.id"));
        var info = new StatefulOperatorStateInfo(new Path(checkpoint, "state").toString(), run, 0, batch, shards);
        return package$.MODULE$.StateStoreOps(facts, BYTES)
                .mapPartitionsWithStateStore(
                        info,
                        KnownKeys.KEY,
                        KnownKeys.VALUE,
                        0,
                        spark.sessionState(),
                        Option.apply(spark.streams().stateStoreCoordinator()),
                        Map$.MODULE$.<String, String>empty(),
                        new RememberStep(shards, remembering, remembering.sweepsAt(batch), figures.remembered()),
                        CHUNK);
    }
}
