package dev.pulso.results.trend;

import dev.pulso.contracts.trend.Trend;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trend.
 *
 * @param score significance, in standard deviations above the baseline
 * @param observed distinct authors in the window
 * @param baseline distinct authors expected
 * @param why the score in words
 * @param since start of the window in which it began to trend
 * @param at end of the window looked at
 * @param network the network looked at; null for all
 * @param lang the language looked at; null for all
 */
record TrendItem(
        String tag,
        String display,
        double score,
        double observed,
        double baseline,
        Trend.State state,
        String why,
        Instant since,
        Instant at,
        @Nullable String network,
        @Nullable String lang) {}
