package dev.pulso.extractor.source;

import dev.pulso.contracts.source.SourceCursor;
import java.util.Map;

/** Definitions and cursors of sources, durable. */
interface SourceStore {
    /** Everything stored, by source id. */
    Map<String, SourceCursor> load();

    /** Durable on return. */
    void save(SourceCursor cursor) throws InterruptedException;

    /** Durable on return. */
    void delete(String source) throws InterruptedException;
}
