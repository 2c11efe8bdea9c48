package dev.pulso.extractor.x;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Settings of sources of kind {@code x}. One app, hence one token and one budget for all of them. */
@ConfigMapping(prefix = "pulso.x")
public interface XConfig extends AppCredentials {
    /** Where the API is. Not a setting of a source: the token goes there. */
    @WithDefault("https://api.x.com")
    URI address();

    /** Posts that may be read in a day (UTC) by all sources together. X charges about $0.005 for each. */
    @WithDefault("1000")
    long postsPerDay();

    /** Posts that may be read in a month (UTC) by all sources together. */
    @WithDefault("10000")
    long postsPerMonth();

    /** X sends a keep-alive at least every 20 s. */
    @WithDefault("30s")
    Duration silence();

    /** How far to go back when filling a gap: the stream is not in order, and what a post costs twice is little. */
    @WithDefault("15s")
    Duration rewind();

    /** Pages of recent search to read at most to fill one gap, or at one poll. */
    @WithDefault("20")
    int mostPages();

    /** Whether to end the app's other connection when X says that there is one too many. */
    @WithDefault("false")
    boolean freeSlot();

    /** Waits after a broken connection: at once, then a step more each time. */
    @WithDefault("250ms")
    Duration connectionStep();

    @WithDefault("16s")
    Duration connectionLongest();

    /** Waits after an answer of 5xx, doubling. */
    @WithDefault("5s")
    Duration errorFirst();

    @WithDefault("320s")
    Duration errorLongest();

    /** Waits after a 429, doubling, and not before the limit is reset. */
    @WithDefault("60s")
    Duration limitFirst();

    @WithDefault("15m")
    Duration limitLongest();

    /** Whether to ask X which of the posts on {@code pulso.posts} are gone there, as its terms want it. */
    @WithDefault("true")
    boolean compliance();

    /** How often to ask. */
    @WithDefault("1d")
    Duration complianceEvery();

    /** How often to look whether X has answered. */
    @WithDefault("1m")
    Duration compliancePoll();

    /** Posts to ask about in one job. Where there are more, one job follows the other. */
    @WithDefault("100000")
    int complianceMost();
}
