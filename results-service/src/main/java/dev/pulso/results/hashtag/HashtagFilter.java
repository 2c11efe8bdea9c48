package dev.pulso.results.hashtag;

import dev.pulso.results.paging.Parameters;
import dev.pulso.results.paging.TimeRange;
import org.jspecify.annotations.Nullable;

/** Which rows a question is about; null leaves a dimension open. */
public record HashtagFilter(
        TimeRange range, @Nullable String network, @Nullable String lang) {
    public static HashtagFilter of(TimeRange range, @Nullable String network, @Nullable String lang) {
        return new HashtagFilter(
                range.wholeMinutes(), Parameters.filter("network", network), Parameters.filter("lang", lang));
    }
}
