package dev.pulso.results.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A training run in the store.
 *
 * @param current whether its segments are the ones that count
 * @param data as it was sent, with the fields of newer senders
 */
record Run(
        String segmentation,
        long version,
        Verdict verdict,
        boolean current,
        Instant startedAt,
        Instant finishedAt,
        long entities,
        JsonNode data) {

    VersionItem item() {
        List<String> reasons = new ArrayList<>();
        data.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        return new VersionItem(
                version,
                verdict,
                current,
                startedAt,
                finishedAt,
                entities,
                data.path("segments").size(),
                reasons,
                data.path("metrics"));
    }

    List<JsonNode> segments() {
        List<JsonNode> segments = new ArrayList<>();
        data.path("segments").forEach(segments::add);
        return segments;
    }

    /** Name of a segment of this run; null if it has none of that id. */
    @Nullable
    String nameOf(@Nullable String segment) {
        Optional<JsonNode> found = segments().stream()
                .filter(each -> each.path("id").asText().equals(segment))
                .findFirst();
        return found.map(each -> each.path("name").asText(null)).orElse(null);
    }
}
