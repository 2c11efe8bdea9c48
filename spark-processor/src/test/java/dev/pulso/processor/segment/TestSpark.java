package dev.pulso.processor.segment;

import dev.pulso.processor.settings.Settings;
import dev.pulso.processor.stream.Session;
import org.apache.spark.sql.SparkSession;

/** The session of the processor, one for all tests of this JVM. */
public final class TestSpark {
    private TestSpark() {}

    public static SparkSession session() {
        Settings settings = Settings.load();
        SparkSession spark = Session.start(settings);
        return LearningSession.of(spark);
    }
}
