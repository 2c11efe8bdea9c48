package dev.pulso.ingest.answer;

import dev.pulso.ingest.event.EventError;

/** What became of one event. */
public sealed interface Outcome {
    /** On disk at the broker. Partition and offset are -1 in a dry run. */
    record Accepted(int partition, long offset) implements Outcome {}

    /** Will never be accepted as it is. */
    record Rejected(EventError error) implements Outcome {}

    /** Not confirmed: send it again. If it did arrive after all, it still counts once. */
    record Retry(EventError error) implements Outcome {}
}
