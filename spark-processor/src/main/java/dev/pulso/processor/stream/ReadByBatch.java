package dev.pulso.processor.stream;

import dev.pulso.processor.progress.ReadRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the last batches have read, for whoever hears of their end a moment later on another thread. */
final class ReadByBatch {
    private static final int KEPT = 16;

    private final Map<Long, List<ReadRange>> batches = new LinkedHashMap<>();

    synchronized void put(long batch, List<ReadRange> read) {
        // Taken out first: a new generation begins with batch 0 again, and the order is that of putting.
        batches.remove(batch);
        batches.put(batch, List.copyOf(read));
        if (batches.size() > KEPT) {
            batches.remove(batches.keySet().iterator().next());
        }
    }

    synchronized Optional<List<ReadRange>> get(long batch) {
        return Optional.ofNullable(batches.get(batch));
    }
}
