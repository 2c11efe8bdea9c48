package dev.pulso.extractor.source;

import java.time.Instant;
import java.util.Map;

/**
 * What a caller is told of a source.
 *
 * @param cause why it is not streaming; empty if it is
 * @param posts acknowledged since its worker started
 * @param rejected records of the network that could not be read, since its worker started
 */
public record SourceView(
        String id,
        String kind,
        Map<String, String> settings,
        SourceState state,
        String cause,
        Instant since,
        Map<String, String> position,
        long posts,
        long rejected) {}
