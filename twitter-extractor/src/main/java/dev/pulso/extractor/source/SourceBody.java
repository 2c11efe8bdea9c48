package dev.pulso.extractor.source;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.extractor.problem.ProblemException;
import dev.pulso.extractor.problem.ProblemType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A source as a caller writes it. Settings stand in {@code settings} or beside {@code kind}, whichever is handier. */
final class SourceBody {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** What a caller may send back from an answer; it is not for him to set. */
    private static final Set<String> ANSWER_ONLY = Set.of("state", "cause", "since", "position", "posts", "rejected");

    public @Nullable String id;
    public @Nullable String kind;
    public @Nullable Boolean paused;
    private final Map<String, JsonNode> settings = new HashMap<>();

    @JsonAnySetter
    void set(String name, JsonNode value) {
        if (name.equals("settings")) {
            value.properties().forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
        } else if (!ANSWER_ONLY.contains(name)) {
            settings.put(name, value);
        }
    }

    /** @throws ProblemException if the id, which stands in the body, or the kind is missing or wrong */
    SourceDefinition definition() {
        return definition(id == null ? "" : id);
    }

    /** @throws ProblemException if the id or the kind is missing or wrong */
    SourceDefinition definition(String id) {
        if (!ID.matcher(id).matches()) {
            throw new ProblemException(ProblemType.INVALID_SOURCE, "an id is lower-case letters, digits and dashes");
        }
        if (kind == null) {
            throw new ProblemException(ProblemType.INVALID_SOURCE, "kind is missing");
        }
        Map<String, String> plain = new HashMap<>();
        settings.forEach((name, value) -> {
            if (!value.isNull() && !name.equals(SourceDefinition.PAUSED)) {
                plain.put(name, plain(value));
            }
        });
        return new SourceDefinition(id, kind, plain, Boolean.TRUE.equals(paused));
    }

    /** A list of words reads as in configuration, {@code a,b}; anything deeper stays JSON. */
    private static String plain(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        boolean words = value.isArray()
                && value.valueStream()
                        .allMatch(item -> item.isValueNode() && !item.asText().contains(","));
        return words ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")) : value.toString();
    }
}
