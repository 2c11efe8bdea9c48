package dev.pulso.extractor.format;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of how posts are read. */
@ConfigMapping(prefix = "pulso.posts")
public interface FormatConfig {
    /** Whether posts keep their text. Tags are counted either way. Environment: {@code PULSO_STORE_TEXT}. */
    @WithDefault("true")
    boolean storeText();

    /**
     * Whether {@code #part} within a link counts as a tag, where a network tells no tags and the text is scanned. On:
     * totals equal a plain count of the texts. Off: the rule of twitter-text. Environment: {@code PULSO_TAGS_IN_LINKS}.
     */
    @WithDefault("true")
    boolean tagsInLinks();

    /** Longer lines of a file are refused: they bound the memory of a replay. */
    @WithDefault("16M")
    MemorySize longestLine();
}
