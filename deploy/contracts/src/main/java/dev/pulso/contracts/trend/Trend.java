package dev.pulso.contracts.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.Require;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a hashtag stands above its own baseline ({@code pulso.trend.v1}). Key: {@link #recordKey()}. The last message of
 * a trend is FADING with a score below the threshold; nothing is sent afterwards.
 *
 * @param network the network looked at; absent for all
 * @param lang the language looked at; absent for all
 * @param score significance, in standard deviations above the baseline
 * @param observed distinct authors in the window
 * @param baseline distinct authors expected
 * @param why the score in words
 * @param since start of the window in which it began to trend
 * @param at end of the window looked at
 * @param evidence what the score rests on; absent from senders that do not tell
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
        Instant at,
        @Nullable Evidence evidence) {

    /** Where a trend is in its life. */
    public enum State {
        RISING,
        PEAKING,
        FADING
    }

    /**
     * What a score rests on.
     *
     * @param authors distinct authors in the window, reposts left out; more than {@code observed} where many say the same
     * @param posts their posts in the window
     * @param concentration share of the posts that come from authors who had posted in the window already, 0 to 1
     * @param peak highest score of the trend
     * @param peakAt end of the window in which it was reached
     * @param samplePosts up to three posts of different authors and texts
     */
    public record Evidence(
            long authors, long posts, double concentration, double peak, Instant peakAt, List<SamplePost> samplePosts) {
        public Evidence {
            Require.notNull(peakAt, "evidence.peakAt");
            samplePosts = samplePosts == null ? List.of() : List.copyOf(samplePosts);
        }
    }

    public Trend {
        Require.notEmpty(tag, "tag");
        Require.notNull(state, "state");
        Require.notNull(since, "since");
        Require.notNull(at, "at");
        display = display == null ? tag : display;
        why = why == null ? "" : why;
    }

    /** A trend without evidence. */
    public Trend(
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
        this(tag, display, network, lang, score, observed, baseline, state, why, since, at, null);
    }

    /** Key of the record: {@code tag}, and {@code tag|network|lang} where one network or language is looked at. */
    public String recordKey() {
        return network == null && lang == null
                ? tag
                : tag + "|" + Objects.requireNonNullElse(network, "") + "|" + Objects.requireNonNullElse(lang, "");
    }
}
