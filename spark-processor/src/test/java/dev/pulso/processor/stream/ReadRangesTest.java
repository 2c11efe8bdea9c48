package dev.pulso.processor.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.progress.ReadRange;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadRangesTest {
    private final ReadRanges ranges = new ReadRanges();

    @Test
    void shouldEndARangeAtEveryHoleAndPartition() {
        read("a", 0, 5, 6, 7, 10, 11);
        read("a", 1, 12);
        read("b", 1, 13, 14);

        assertThat(ranges.all())
                .containsExactly(
                        range("a", 0, 5, 8), range("a", 0, 10, 12), range("a", 1, 12, 13), range("b", 1, 13, 15));
    }

    @Test
    void shouldReadNothing() {
        assertThat(ranges.all()).isEmpty();
    }

    @Test
    void shouldStayBoundedWithAHoleAfterEveryRecord() {
        LongStream.range(0, 10_000).forEach(i -> read("a", 0, i * 2));

        assertThat(ranges.all()).hasSizeLessThanOrEqualTo(101).last().isEqualTo(range("a", 0, 200, 19_999));
    }

    private void read(String topic, int partition, long... offsets) {
        for (long offset : offsets) {
            ranges.add(new Origin(topic, partition, offset));
        }
    }

    private static ReadRange range(String topic, int partition, long from, long until) {
        return new ReadRange(new TopicPartition(topic, partition), from, until);
    }
}
