package dev.pulso.processor.stream;

import dev.pulso.processor.counting.Origin;
import dev.pulso.processor.progress.ReadRange;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The offsets a task reads, as ranges. A partition's come in ascending order and not mixed with another's. */
final class ReadRanges {
    // A retention that runs meanwhile leaves one hole; markers of transactions leave one each, and there may be
    // thousands.
    private static final int MOST = 100;

    private final List<ReadRange> ended = new ArrayList<>();
    private TopicPartition partition = new TopicPartition("", -1);
    private long from;
    private long until;

    void add(Origin at) {
        if (at.partition() == partition.partition() && at.topic().equals(partition.topic())) {
            if (at.offset() != until && ended.size() < MOST) {
                end();
                from = at.offset();
            }
        } else {
            end();
            partition = new TopicPartition(at.topic(), at.partition());
            from = at.offset();
        }
        until = at.offset() + 1;
    }

    /** At most {@value #MOST} and one a partition; holes beyond them are not told apart from what was read. */
    List<ReadRange> all() {
        end();
        return ended;
    }

    private void end() {
        if (until > from) {
            ended.add(new ReadRange(partition, from, until));
        }
        until = from;
    }
}
