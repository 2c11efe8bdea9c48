package dev.pulso.extractor.source;

import java.util.Map;

/** A kind of source: makes sources from settings. */
public interface SourceKind {
    /** Name on the wire, such as {@code generator}. */
    String name();

    /**
     * Makes a source.
     *
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it
     */
    Source create(String id, Map<String, String> settings);

    /** Called once a source has been deleted for good: removes what it left behind at the network, as well as it can. */
    default void forget(String id, Map<String, String> settings) {}
}
