package dev.pulso.processor.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.trend.Trend;
import dev.pulso.contracts.trend.Trend.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One hashtag in one network, or in all of them: its baseline, its open windows and its trend, if it has one. */
final class TagWatch {
    private final Key key;
    private final Rules rules;
    private final TreeMap<Long, Crowd> open = new TreeMap<>();
    private String display;
    private Baseline baseline;
    /** First window that is not in the baseline. */
    private long next;

    private @Nullable Life life;
    private @Nullable Crowd shown;

    /**
     * @param network absent for all networks
     * @param lang absent for all languages
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Key(
            String tag, @Nullable String network, @Nullable String lang) {}

    /** As it is kept. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(
            Key key,
            String display,
            Baseline baseline,
            long next,
            @Nullable Life life,
            Crowd.@Nullable State shown,
            Map<Long, Crowd.State> open) {}

    TagWatch(Key key, String display, long firstWindow, Rules rules) {
        this.key = key;
        this.display = display;
        this.baseline = Baseline.NONE;
        this.next = firstWindow;
        this.rules = rules;
    }

    static TagWatch of(State state, Rules rules) {
        TagWatch watch = new TagWatch(state.key, state.display, state.next, rules);
        watch.baseline = state.baseline;
        watch.life = state.life;
        watch.shown = state.shown == null ? null : Crowd.of(state.shown);
        state.open.forEach((window, crowd) -> watch.open.put(window, Crowd.of(crowd)));
        return watch;
    }

    State state() {
        Map<Long, Crowd.State> crowds = new TreeMap<>();
        open.forEach((window, crowd) -> crowds.put(window, crowd.state()));
        return new State(key, display, baseline, next, life, shown == null ? null : shown.state(), crowds);
    }

    Key key() {
        return key;
    }

    boolean isTrending() {
        return life != null;
    }

    /** Whether nothing is lost by forgetting it. */
    boolean isIdle() {
        return life == null && open.isEmpty() && baseline.isNegligible();
    }

    /** How much would be lost by forgetting it. */
    double weight() {
        return (life == null ? 0 : 1e9)
                + baseline.mean()
                + open.values().stream().mapToLong(Crowd::authors).max().orElse(0);
    }

    void add(long window, String spelling, Voice voice) {
        if (window >= next) {
            display = spelling;
            open.computeIfAbsent(window, each -> new Crowd()).add(voice);
        }
    }

    /** Takes a deleted post off the show; the trend anew if it was on it. */
    Optional<Trend> forget(String postId) {
        open.values().forEach(crowd -> crowd.forget(postId));
        return shown != null && shown.forget(postId) && life != null
                ? Optional.of(trend(life, Math.max(next - 1, life.peakWindow()), shown, baseline))
                : Optional.empty();
    }

    /** Looks at windows that may still grow: what stands out already need not wait for their end. */
    Optional<Trend> look(long first) {
        Trend news = null;
        for (Map.Entry<Long, Crowd> each : open.entrySet()) {
            long window = each.getKey();
            Baseline expected = expected(window, first);
            double score = score(expected, each.getValue());
            if (isTrend(window, first, each.getValue(), score) && (life == null || score > life.peak())) {
                life = life == null ? Life.begun(window, expected, score) : life.risen(window, score);
                shown = each.getValue();
                news = trend(life, window, shown, expected);
            }
        }
        return Optional.ofNullable(news);
    }

    /** Takes a window that is over into the baseline. Earlier ones without an author count as such. */
    Optional<Trend> close(long window, long first) {
        Crowd crowd = open.get(window);
        if (window < next || (crowd == null && life == null)) {
            return Optional.empty();
        }
        Crowd seen = crowd == null ? new Crowd() : crowd;
        Baseline expected = expected(window, first);
        baseline = expected.after(seen.observed(), rules.weight(window - first));
        next = window + 1;
        open.headMap(window, true).clear();
        double score = score(expected, seen);
        boolean trending = isTrend(window, first, seen, score);
        if (life == null ? !trending : window < life.peakWindow() && score <= life.peak()) {
            // Nothing, or a newer window that is still open has said more already.
            return Optional.empty();
        }
        life = (life == null ? Life.begun(window, expected, score) : life).after(window, score, rules.threshold());
        if (life.peakWindow() == window) {
            shown = seen;
        }
        Trend news = trend(life, window, seen, expected);
        if (life.score(window, rules) < rules.threshold()) {
            life = null;
            shown = null;
        }
        return Optional.of(news);
    }

    private double score(Baseline expected, Crowd crowd) {
        return expected.significance(crowd.observed(), life == null ? expected.variance() : life.variance());
    }

    /** What is usual in a window, going by all before it, finished or not. */
    private Baseline expected(long window, long first) {
        Baseline expected = baseline;
        long at = next;
        for (Map.Entry<Long, Crowd> each : open.headMap(window).entrySet()) {
            expected = expected.afterSilence(at, each.getKey(), first, rules)
                    .after(each.getValue().observed(), rules.weight(each.getKey() - first));
            at = each.getKey() + 1;
        }
        return expected.afterSilence(at, window, first, rules);
    }

    private boolean isTrend(long window, long first, Crowd crowd, double score) {
        return window - first >= rules.warmUpWindows()
                && score >= rules.threshold()
                && crowd.observed() >= rules.minAuthors();
    }

    private Trend trend(Life at, long window, Crowd crowd, Baseline expected) {
        long observed = crowd.observed();
        List<SamplePost> samples = shown == null ? crowd.samples() : shown.samples();
        double concentration = crowd.posts() == 0 ? 0 : 1 - (double) crowd.authors() / crowd.posts();
        return new Trend(
                key.tag(),
                display,
                key.network(),
                key.lang(),
                rounded(at.score(window, rules)),
                observed,
                rounded(expected.mean()),
                at.state(),
                Words.why(at, window, crowd, expected, rules),
                rules.startOf(at.since()),
                rules.endOf(window),
                new Evidence(
                        crowd.authors(),
                        crowd.posts(),
                        rounded(concentration),
                        rounded(at.peak()),
                        rules.endOf(at.peakWindow()),
                        samples));
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }
}
