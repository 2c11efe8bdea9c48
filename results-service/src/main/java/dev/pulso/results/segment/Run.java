package dev.pulso.results.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    private static final String EXAMPLES = "examples";

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
                data.has("findings") ? data.get("findings") : JsonNodeFactory.instance.arrayNode(),
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

    /** The entities that a run names as examples. */
    static Set<String> examples(JsonNode run) {
        Set<String> examples = new HashSet<>();
        run.path("segments").forEach(segment -> segment.path(EXAMPLES).forEach(each -> examples.add(each.asText())));
        return examples;
    }

    /** The run without some of its examples. */
    static JsonNode withoutExamples(JsonNode run, Predicate<String> unwanted) {
        JsonNode copy = run.deepCopy();
        for (JsonNode segment : copy.path("segments")) {
            if (segment instanceof ObjectNode known && known.has(EXAMPLES)) {
                ArrayNode left = known.arrayNode();
                known.path(EXAMPLES).forEach(each -> {
                    if (!unwanted.test(each.asText())) {
                        left.add(each);
                    }
                });
                known.set(EXAMPLES, left);
            }
        }
        return copy;
    }

    /** The run without the examples of segments whose members are not listed. */
    static JsonNode withoutSmallExamples(JsonNode run, long minListed) {
        for (JsonNode segment : run.path("segments")) {
            if (segment instanceof ObjectNode known && known.path("size").asLong() < minListed) {
                known.remove(EXAMPLES);
            }
        }
        return run;
    }
}
