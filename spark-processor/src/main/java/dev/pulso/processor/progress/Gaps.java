package dev.pulso.processor.progress;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Records that were gone before they could be counted. */
final class Gaps {
    private static final int MAX_KEPT = 20;

    private final Deque<Gap> gaps = new ArrayDeque<>();

    /**
     * Looks for what a batch skipped.
     *
     * @param earliest first offset still at the broker, by partition
     * @param from when the batch before was finished
     */
    void look(BatchProgress batch, Map<TopicPartition, Long> earliest, Instant from, Instant to) {
        batch.start().forEach((partition, start) -> {
            long end = batch.end().getOrDefault(partition, start);
            long first = earliest.getOrDefault(partition, start);
            if (end < start) {
                add(partition, from, to, "the topic was made anew: offsets 0 to " + end + " were not counted");
            } else if (first > start && end > start) {
                add(partition, from, to, "offsets " + start + " to " + Math.min(first, end) + " aged out uncounted");
            }
        });
    }

    List<Gap> kept() {
        return List.copyOf(gaps);
    }

    private void add(TopicPartition partition, Instant from, Instant to, String reason) {
        if (gaps.size() == MAX_KEPT) {
            gaps.removeFirst();
        }
        gaps.addLast(new Gap(partition.toString(), from, to, reason));
    }
}
