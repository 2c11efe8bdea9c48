package dev.pulso.results.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of the pipeline.
 *
 * @param caughtUp everything acknowledged before this call is in the answers of this API
 * @param reason why not; null if caught up
 * @param stages from the sources to the results
 * @param components the latest report of each component, as it was sent
 */
record PipelineView(
        boolean caughtUp,
        @Nullable String reason,
        Instant at,
        Generation generation,
        List<Stage> stages,
        List<JsonNode> components) {

    /** The generation that answers, and the one that will replace it. */
    record Generation(@Nullable Long serving, @Nullable Long building) {}

    /**
     * A stage of the pipeline.
     *
     * @param lagRecords records it has still to read
     * @param lag the same per partition
     * @param newest time of the newest record it has written
     */
    record Stage(
            String name,
            String group,
            long lagRecords,
            Map<String, Long> lag,
            @Nullable Instant newest) {}
}
