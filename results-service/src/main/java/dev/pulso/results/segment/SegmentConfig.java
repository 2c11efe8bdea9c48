package dev.pulso.results.segment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is told about members. */
@ConfigMapping(prefix = "pulso.segments")
interface SegmentConfig {
    /** Members a segment must have for its members to be listed: in a small one, a list points at persons. */
    @WithDefault("5")
    int minListed();
}
