package dev.pulso.contracts.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a hashtag stands above its own baseline ({@code pulso.trend.v1}). Key: {@code tag}.
 *
 * @param network the network looked at; absent for all
 * @param lang the language looked at; absent for all
 * @param score significance, in standard deviations above the baseline
 * @param observed distinct authors in the window
 * @param baseline distinct authors expected
 * @param why the score in words
 * @param since start of the window in which it began to trend
 * @param at end of the window looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trend(
        String tag,
        String display,
        @Nullable String network,
        @Nullable String lang,
        double score,
        double observed,
        double baseline,
        State state,
        String why,
        Instant since,
        Instant at) {
    /** Where a trend is in its life. */
    public enum State {
        RISING,
        PEAKING,
        FADING
    }

    public Trend {
        Require.notEmpty(tag, "tag");
        Require.notNull(state, "state");
        Require.notNull(since, "since");
        Require.notNull(at, "at");
        display = display == null ? tag : display;
        why = why == null ? "" : why;
    }
}
