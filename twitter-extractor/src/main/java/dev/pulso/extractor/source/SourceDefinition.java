package dev.pulso.extractor.source;

import dev.pulso.contracts.source.SourceCursor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a source is told to do.
 *
 * @param settings plain values by name; what is not plain is JSON text
 */
record SourceDefinition(String id, String kind, Map<String, String> settings, boolean paused) {
    /** How the message spells {@link #paused()}; no setting of a caller may have this name. */
    static final String PAUSED = "pulso.paused";

    SourceDefinition {
        settings = Map.copyOf(settings);
    }

    static SourceDefinition of(SourceCursor stored) {
        Map<String, String> settings = new HashMap<>(stored.settings());
        boolean paused = Boolean.parseBoolean(settings.remove(PAUSED));
        return new SourceDefinition(stored.source(), stored.kind(), settings, paused);
    }

    SourceCursor cursor(Map<String, String> position, Instant at) {
        Map<String, String> all = new HashMap<>(settings);
        if (paused) {
            all.put(PAUSED, "true");
        }
        return new SourceCursor(id, kind, position, all, at);
    }

    SourceDefinition withPaused(boolean pause) {
        return new SourceDefinition(id, kind, settings, pause);
    }
}
