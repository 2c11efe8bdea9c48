package dev.pulso.processor;

import dev.pulso.processor.archive.ArchiveReader;
import dev.pulso.processor.settings.Settings;
import dev.pulso.processor.stream.Session;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark in the test's own process, as the commands start it. */
public final class LocalSpark implements AutoCloseable {
    public final SparkSession session = Session.start(Settings.load());

    ArchiveReader archive(Path dataDir) throws IOException {
        return ArchiveReader.open(session, dataDir.resolve("archive").toString());
    }

    @Override
    public void close() {
        session.stop();
    }
}
