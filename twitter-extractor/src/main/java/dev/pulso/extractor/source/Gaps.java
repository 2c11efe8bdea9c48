package dev.pulso.extractor.source;

import dev.pulso.contracts.pipeline.PipelineReport.Gap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last known losses, newest last. */
final class Gaps {
    private static final int KEPT = 100;

    private final Deque<Gap> gaps = new ArrayDeque<>();

    synchronized void add(Gap gap) {
        gaps.addLast(gap);
        if (gaps.size() > KEPT) {
            gaps.removeFirst();
        }
    }

    synchronized List<Gap> all() {
        return List.copyOf(gaps);
    }
}
