package dev.pulso.processor.trend;

import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.post.Hashtag;
import dev.pulso.contracts.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A stretch of event time that moves on: live data is one, a replayed old file another. Each has its clock, so that one cannot
 * make the posts of the other late.
 */
final class Timeline {
    /** Windows that stay open behind the clock. */
    private static final long GRACE = 1;

    /** So many tags are watched at a time; the rarest are dropped beyond. About 600 bytes each. */
    private static final int MAX_WATCHED = 30_000;

    private final Rules rules;
    private final boolean ahead;
    private final long first;
    private long clock;
    private final Map<TagWatch.Key, TagWatch> watched = new HashMap<>();
    private final Set<TagWatch> touched = new LinkedHashSet<>();

    /** As it is kept. */
    record State(boolean ahead, long first, long clock, List<TagWatch.State> watched) {}

    Timeline(boolean ahead, long first, Rules rules) {
        this.ahead = ahead;
        this.first = first;
        this.clock = first;
        this.rules = rules;
    }

    static Timeline of(State state, Rules rules) {
        Timeline timeline = new Timeline(state.ahead, state.first, rules);
        timeline.clock = state.clock;
        state.watched.forEach(each -> timeline.watched.put(each.key(), TagWatch.of(each, rules)));
        return timeline;
    }

    State state() {
        return new State(
                ahead,
                first,
                clock,
                watched.values().stream().map(TagWatch::state).toList());
    }

    boolean isAhead() {
        return ahead;
    }

    long clock() {
        return clock;
    }

    int size() {
        return watched.size();
    }

    long trending() {
        return watched.values().stream().filter(TagWatch::isTrending).count();
    }

    /** Whether a post of this window is neither late here nor from another time; {@code reach} is how far the clock may jump. */
    boolean takes(long window, long reach) {
        return window >= clock - GRACE && window <= clock + reach;
    }

    /** Counts a post and moves the clock if it is newer; trends that windows end with go to {@code news}. */
    void add(Sighting sighting, SamplePost post, Consumer<Trend> news) {
        long window = rules.windowOf(post.createdAt());
        advance(window, news);
        Voice voice = Voice.of(sighting, post);
        for (Hashtag tag : sighting.tags()) {
            add(new TagWatch.Key(tag.tag(), null, null), window, tag.text(), voice);
            add(new TagWatch.Key(tag.tag(), sighting.network(), null), window, tag.text(), voice);
            if (sighting.lang() != null) {
                add(new TagWatch.Key(tag.tag(), null, sighting.lang()), window, tag.text(), voice);
            }
        }
    }

    void forget(Set<String> postIds, Consumer<Trend> news) {
        for (TagWatch watch : watched.values()) {
            for (String postId : postIds) {
                watch.forget(postId).ifPresent(news);
            }
        }
    }

    /** Looks at what has come in since the last look. */
    void look(Consumer<Trend> news) {
        touched.forEach(watch -> watch.look(first).ifPresent(news));
        touched.clear();
        if (watched.size() > MAX_WATCHED) {
            List<TagWatch> rarest = new ArrayList<>(watched.values());
            Map<TagWatch, Double> weights = new HashMap<>();
            rarest.forEach(each -> weights.put(each, each.weight()));
            rarest.sort(Comparator.comparingDouble(weights::get));
            rarest.subList(0, rarest.size() - MAX_WATCHED * 3 / 4).forEach(each -> watched.remove(each.key()));
        }
    }

    private void add(TagWatch.Key key, long window, String spelling, Voice voice) {
        // Windows before the first sighting had no author; a baseline of zeros is none at all.
        TagWatch watch = watched.computeIfAbsent(
                key, each -> new TagWatch(each, spelling, Math.max(first, clock - GRACE), rules));
        touched.add(watch);
        watch.add(window, spelling, voice);
    }

    private void advance(long window, Consumer<Trend> news) {
        if (window <= clock) {
            return;
        }
        // What stood out at the end of a window must be seen before later posts say what became of it.
        look(news);
        Set<Long> over = new TreeSet<>();
        for (long each = clock - GRACE; each < window - GRACE; each++) {
            over.add(each);
        }
        clock = window;
        watched.values().removeIf(watch -> {
            over.forEach(each -> watch.close(each, first).ifPresent(news));
            return watch.isIdle();
        });
    }
}
