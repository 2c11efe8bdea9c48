package dev.pulso.processor.stream;

import dev.pulso.processor.settings.Settings;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider;

/** The Spark session, set for small batches; what {@code spark-submit} says wins. */
public final class Session {
    private Session() {}

    public static SparkSession start(Settings settings) {
        SparkConf conf = new SparkConf(true);
        conf.setIfMissing("spark.app.name", "pulso-spark-processor");
        conf.setIfMissing("spark.master", settings.master());
        conf.setIfMissing("spark.ui.enabled", "false");
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        conf.setIfMissing("spark.sql.shuffle.partitions", Integer.toString(settings.shufflePartitions()));
        conf.setIfMissing("spark.sql.session.timeZone", "UTC");
        // First in, first out would let a training hold up every batch behind it.
        conf.setIfMissing("spark.scheduler.mode", "FAIR");
        smallBatches(conf);
        state(conf);
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /** Compiling a plan costs more than interpreting it for some hundred rows: measured, see RATIONALE.md. */
    private static void smallBatches(SparkConf conf) {
        conf.setIfMissing("spark.sql.codegen.wholeStage", "false");
        conf.setIfMissing("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        conf.setIfMissing("spark.sql.ui.explainMode", "simple");
        conf.setIfMissing("spark.sql.adaptive.enabled", "false");
        // The archive writes posts and events of today and yesterday side by side without sorting them.
        conf.setIfMissing("spark.sql.maxConcurrentOutputFileWriters", "4");
        conf.setIfMissing("spark.sql.streaming.metricsEnabled", "false");
        // Time-outs would otherwise start an empty batch at every trigger of an idle night.
        conf.setIfMissing("spark.sql.streaming.noDataMicroBatches.enabled", "false");
        conf.setIfMissing("spark.sql.streaming.noDataProgressEventInterval", "2000");
    }

    private static void state(SparkConf conf) {
        conf.setIfMissing("spark.sql.streaming.stateStore.providerClass", RocksDBStateStoreProvider.class.getName());
        conf.setIfMissing("spark.sql.streaming.minBatchesToRetain", "20");
        // KnownKeys counts them itself.
        conf.setIfMissing("spark.sql.streaming.stateStore.rocksdb.trackTotalNumberOfRows", "false");
        // Not boundedMemoryUsage: its limit is strict in this version (SPARK-44878), and reading fails when a batch
        // fills it.
        conf.setIfMissing("spark.sql.streaming.stateStore.rocksdb.blockCacheSizeMB", "32");
        conf.setIfMissing("spark.sql.streaming.stateStore.rocksdb.writeBufferSizeMB", "16");
        conf.setIfMissing(
                "spark.sql.streaming.checkpointFileManagerClass",
                "org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager");
        conf.setIfMissing("spark.hadoop.fs.file.impl", PlainLocalFileSystem.class.getName());
    }
}
