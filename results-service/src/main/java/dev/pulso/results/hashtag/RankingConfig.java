package dev.pulso.results.hashtag;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What rankings keep in memory. */
@ConfigMapping(prefix = "pulso.rankings")
interface RankingConfig {
    /**
     * Rows of minutes that are kept, 12 bytes each: the rows of a busy day; never more than a third of the
     * heap; hours made of them take up to half as much on top. 0 switches it off.
     */
    @WithDefault("6000000")
    long cachedRows();

    /** Bytes of united sketches of authors that are kept. */
    @WithDefault("25000000")
    long cachedSketchBytes();
}
