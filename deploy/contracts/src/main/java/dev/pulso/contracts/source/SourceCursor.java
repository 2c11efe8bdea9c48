package dev.pulso.contracts.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.time.Instant;
import java.util.Map;

/**
 * How far a source has been read, and how it is configured ({@code pulso.source-cursor.v1}). Key: source id.
 *
 * @param source id of the source
 * @param kind {@code x}, {@code mastodon}, {@code bluesky}, {@code generator} or {@code replay}
 * @param position the network's own cursor values by name, moved only after the broker acknowledged
 * @param settings of the source, without secrets
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceCursor(
        String source, String kind, Map<String, String> position, Map<String, String> settings, Instant at) {
    public SourceCursor {
        Require.notEmpty(source, "source");
        Require.notEmpty(kind, "kind");
        Require.notNull(at, "at");
        position = position == null ? Map.of() : Map.copyOf(position);
        settings = settings == null ? Map.of() : Map.copyOf(settings);
    }
}
