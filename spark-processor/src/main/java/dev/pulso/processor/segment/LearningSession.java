package dev.pulso.processor.segment;

import org.apache.spark.sql.SparkSession;

/** A session for large, rare jobs beside the one that is set for small, frequent batches; both share the executors. */
final class LearningSession {
    /** Fair share of the executors against the streaming queries, which run in the default pool. */
    static final String POOL = "segmentation";

    private LearningSession() {}

    static SparkSession of(SparkSession streaming) {
        SparkSession learning = streaming.newSession();
        learning.conf().set("spark.sql.codegen.wholeStage", "true");
        learning.conf().set("spark.sql.codegen.factoryMode", "FALLBACK");
        learning.conf().set("spark.sql.session.timeZone", "UTC");
        // The older classes for dates and times need more of the JDK opened.
        learning.conf().set("spark.sql.datetime.java8API.enabled", "true");
        return learning;
    }
}
