package dev.pulso.ingest.schema;

import java.util.List;

/**
 * What a schema would have said to events that were accepted.
 *
 * @param examined newest accepted events of the type it was tried on
 * @param rejected how many of them it would reject
 * @param complete false if there may be more events of the type than could be searched for in time
 * @param examples the newest of the rejected
 */
record Compatibility(int examined, int rejected, boolean complete, List<Example> examples) {
    /** One event that would be rejected. */
    record Example(int partition, long offset, String id, String pointer, String detail) {}

    Compatibility {
        examples = List.copyOf(examples);
    }
}
