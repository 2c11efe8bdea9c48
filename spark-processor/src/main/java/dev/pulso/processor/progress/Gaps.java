package dev.pulso.processor.progress;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Records that were gone before they could be counted. */
final class Gaps {
    private static final int MAX_KEPT = 20;

    private final Deque<Gap> gaps = new ArrayDeque<>();

    /**
     * Looks for what a batch skipped. Offsets it has not read are gone if the broker has none of them any more; others are no
     * records (markers of transactions).
     *
     * @param read what the batch has read; empty if that is not known: then what it may have read of what is gone is told too
     * @param earliest first offset still at the broker, by partition
     * @param from when the batch before was finished
     */
    void look(
            BatchProgress batch,
            Optional<List<ReadRange>> read,
            Map<TopicPartition, Long> earliest,
            Instant from,
            Instant to) {
        batch.start().forEach((partition, start) -> {
            long end = batch.end().getOrDefault(partition, start);
            long first = earliest.getOrDefault(partition, start);
            if (end < start) {
                add(partition, from, to, "the topic was made anew: offsets 0 to " + end + " were not counted");
            } else if (first > start && end > start) {
                tell(partition, start, Math.min(first, end), read.orElse(List.of()), from, to);
            }
        });
    }

    private void tell(TopicPartition partition, long start, long gone, List<ReadRange> read, Instant from, Instant to) {
        long next = start;
        for (ReadRange range : read.stream()
                .filter(each -> each.partition().equals(partition))
                .sorted(Comparator.comparingLong(ReadRange::from))
                .toList()) {
            agedOut(partition, next, Math.min(range.from(), gone), from, to);
            next = Math.max(next, range.until());
        }
        agedOut(partition, next, gone, from, to);
    }

    private void agedOut(TopicPartition partition, long first, long until, Instant from, Instant to) {
        if (first < until) {
            add(partition, from, to, "offsets " + first + " to " + until + " aged out uncounted");
        }
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
