package dev.pulso.processor.segment.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pulso.contracts.MessageCodec;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * How far a source has been read.
 *
 * @param batches the last batch of each generation of the archive
 */
public record Position(Map<Long, Long> batches) {
    static final Position START = new Position(Map.of());

    public Position {
        batches = Map.copyOf(batches);
    }

    static Position read(String json) {
        try {
            return MessageCodec.mapper().readValue(json, Position.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String json() {
        try {
            return MessageCodec.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
