package dev.pulso.results.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * A training run in a list.
 *
 * @param current whether its segments are the ones that count
 * @param segments how many it found
 * @param reasons the verdict in English
 * @param findings the same as codes and figures, as they were sent
 * @param metrics quality figures by name
 */
record VersionItem(
        long version,
        Verdict verdict,
        boolean current,
        Instant startedAt,
        Instant finishedAt,
        long entities,
        int segments,
        List<String> reasons,
        JsonNode findings,
        JsonNode metrics) {}
