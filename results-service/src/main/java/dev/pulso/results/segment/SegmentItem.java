package dev.pulso.results.segment;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A segment of the run that counts.
 *
 * @param size members at the training
 * @param share of all entities at the training, 0 to 1
 * @param members members now
 * @param listed whether its members may be listed
 * @param centroid mean of each feature, in original units
 * @param details what newer senders say about it besides
 */
record SegmentItem(
        String id,
        String name,
        long size,
        double share,
        long members,
        boolean listed,
        JsonNode centroid,
        @JsonIgnore Map<String, JsonNode> details) {

    /** @param segment as the run was sent */
    static SegmentItem of(JsonNode segment, long members, long minListed) {
        Map<String, JsonNode> details = new LinkedHashMap<>();
        segment.properties().forEach(each -> details.put(each.getKey(), each.getValue()));
        for (String known : new String[] {"id", "name", "size", "share", "centroid"}) {
            details.remove(known);
        }
        // An example points at a person as much as a list does.
        if (members < minListed) {
            details.remove("examples");
        }
        return new SegmentItem(
                segment.path("id").asText(),
                segment.path("name").asText(),
                segment.path("size").asLong(),
                segment.path("share").asDouble(),
                members,
                members >= minListed,
                segment.path("centroid"),
                details);
    }

    @JsonAnyGetter
    Map<String, JsonNode> further() {
        return details;
    }
}
