package dev.pulso.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.processor.stream.StateStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.execution.streaming.MemoryStream;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.collection.JavaConverters;

/** What keeps the threads of RocksDB from holding up the end of the process. */
class StateStoresTest {
    @Test
    void shouldCloseWhatAQueryLeavesOpen(@TempDir Path checkpoint) throws Exception {
        try (LocalSpark spark = new LocalSpark()) {
            // Other tests in this JVM leave theirs.
            StateStore.stop();
            long before = openStores();
            var words = new MemoryStream<>(0, spark.session.sqlContext(), Option.empty(), Encoders.STRING());
            var query = words.toDF()
                    .dropDuplicates("value")
                    .writeStream()
                    .format("noop")
                    .option("checkpointLocation", checkpoint.toString())
                    .start();
            words.addData(JavaConverters.asScalaBuffer(List.of("a", "b", "a")));
            query.processAllAvailable();
            query.stop();
            assertThat(StateStore.isMaintenanceRunning()).isTrue();
            assertThat(openStores()).isGreaterThan(before);

            StateStores.close(Duration.ofMinutes(1));

            assertThat(StateStore.isMaintenanceRunning()).isFalse();
            assertThat(openStores()).isEqualTo(before);
        }
    }

    /** Each open RocksDB holds the lock of its folder. */
    private static long openStores() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(StateStoresTest::target)
                    .filter(file -> file.endsWith("/LOCK"))
                    .count();
        }
    }

    /** A descriptor may be closed while one looks. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
