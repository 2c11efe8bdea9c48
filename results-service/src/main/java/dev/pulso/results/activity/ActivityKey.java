package dev.pulso.results.activity;

import dev.pulso.results.window.WindowKey;
import java.time.Instant;
import java.util.Comparator;

/** Identity of a row of {@code activity_window}. */
record ActivityKey(long generation, Instant windowStart, String type, String source) implements WindowKey {
    /** One order of writing for everybody: two replicas cannot wait for each other's rows. */
    static final Comparator<ActivityKey> ORDER = Comparator.comparing(ActivityKey::windowStart)
            .thenComparing(ActivityKey::type)
            .thenComparing(ActivityKey::source)
            .thenComparing(ActivityKey::generation);

    /** Key of the Kafka record, the same as the delta's. */
    String recordKey() {
        return windowStart + "|" + type + "|" + source;
    }
}
