package dev.pulso.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @Test
    void shouldWaitForTheSurroundings() {
        assertThat(Faults.isPassing(new IllegalStateException(new TimeoutException("late"))))
                .isTrue();
        assertThat(Faults.isPassing(new UnknownTopicOrPartitionException("not yet")))
                .isTrue();
        assertThat(Faults.isPassing(new KafkaException("closed"))).isTrue();
        assertThat(Faults.isPassing(new RuntimeException(new IOException("No space left on device"))))
                .isTrue();
        assertThat(Faults.isPassing(
                        new RuntimeException("task failed: org.apache.kafka.common.errors.TimeoutException")))
                .isTrue();
    }

    @Test
    void shouldGiveUpAtAFaultOfOurOwn() {
        assertThat(Faults.isPassing(new IllegalStateException("state is unreadable")))
                .isFalse();
        assertThat(Faults.isPassing(new RuntimeException(new OutOfMemoryError("heap"))))
                .isFalse();
    }

    @Test
    void shouldTellDamagedStateFromADiskThatIsFull() {
        String loading = "\n\tat org.apache.spark.sql.execution.streaming.state.RocksDB.load(RocksDB.scala:155)";
        assertThat(Faults.isDamagedState(new RuntimeException(
                        new IllegalStateException("Lost task 0.0: java.util.zip.ZipException: error" + loading))))
                .isTrue();
        assertThat(Faults.isDamagedState(
                        new RuntimeException("java.io.IOException: No space left on device" + loading)))
                .isFalse();
        assertThat(Faults.isDamagedState(new RuntimeException("java.io.FileNotFoundException: /archive/x")))
                .isFalse();
        assertThat(Faults.isDamagedState(null)).isFalse();
    }
}
