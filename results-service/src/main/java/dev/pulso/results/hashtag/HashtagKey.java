package dev.pulso.results.hashtag;

import dev.pulso.results.window.WindowKey;
import java.time.Instant;
import java.util.Comparator;

/** Identity of a row of {@code hashtag_window}. */
record HashtagKey(long generation, Instant windowStart, String tag, String network, String lang) implements WindowKey {
    /** One order of writing for everybody: two replicas cannot wait for each other's rows. */
    static final Comparator<HashtagKey> ORDER = Comparator.comparing(HashtagKey::windowStart)
            .thenComparing(HashtagKey::tag)
            .thenComparing(HashtagKey::network)
            .thenComparing(HashtagKey::lang)
            .thenComparing(HashtagKey::generation);

    /** Key of the Kafka record, the same as the delta's. */
    String recordKey() {
        return windowStart + "|" + tag + "|" + network + "|" + lang;
    }
}
