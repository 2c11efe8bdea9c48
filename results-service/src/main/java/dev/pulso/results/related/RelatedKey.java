package dev.pulso.results.related;

import dev.pulso.results.window.WindowKey;
import java.time.Instant;
import java.util.Comparator;

/** Identity of a row of {@code related_window}: {@code tag} comes before {@code related} by code point. */
record RelatedKey(long generation, Instant windowStart, String tag, String related, String network, String lang)
        implements WindowKey {
    /** One order of writing for everybody: two replicas cannot wait for each other's rows. */
    static final Comparator<RelatedKey> ORDER = Comparator.comparing(RelatedKey::windowStart)
            .thenComparing(RelatedKey::tag)
            .thenComparing(RelatedKey::related)
            .thenComparing(RelatedKey::network)
            .thenComparing(RelatedKey::lang)
            .thenComparing(RelatedKey::generation);
}
