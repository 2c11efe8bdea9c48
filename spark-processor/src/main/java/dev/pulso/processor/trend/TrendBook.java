package dev.pulso.processor.trend;

import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.trend.Trend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known of trends. Takes posts batch by batch and says which trends changed. A batch that is offered again after a
 * restart is not taken twice.
 */
public final class TrendBook {
    private static final int MAX_TIMELINES = 4;
    /** The longest lull that a timeline bridges; a longer jump is another time. */
    private static final Duration REACH = Duration.ofHours(12);

    private final Rules rules;
    private final List<Timeline> timelines = new ArrayList<>();
    private long lastBatch = -1;

    /** As it is kept. Last used first. */
    public record State(Duration window, long lastBatch, List<Timeline.State> timelines) {}

    public TrendBook(Rules rules) {
        this.rules = rules;
    }

    /** The book as it was kept; a new one if its windows had another length. */
    public static TrendBook of(State state, Rules rules) {
        TrendBook book = new TrendBook(rules);
        if (state.window.equals(rules.window())) {
            book.lastBatch = state.lastBatch;
            state.timelines.forEach(each -> book.timelines.add(Timeline.of(each, rules)));
        }
        return book;
    }

    public State state() {
        return new State(
                rules.window(),
                lastBatch,
                timelines.stream().map(Timeline::state).toList());
    }

    /** Hashtags watched. */
    public int watched() {
        return timelines.stream().mapToInt(Timeline::size).sum();
    }

    /** Hashtags that trend. */
    public long trending() {
        return timelines.stream().mapToLong(Timeline::trending).sum();
    }

    /** Takes a batch, in the order of event time; returns the newest form of each trend that changed. */
    public Collection<Trend> take(long batch, List<Sighting> sightings) {
        Map<String, Trend> changed = new LinkedHashMap<>();
        if (batch <= lastBatch) {
            return changed.values();
        }
        lastBatch = batch;
        Set<String> deleted = new HashSet<>();
        List<Sighting> posts = new ArrayList<>();
        for (Sighting sighting : sightings) {
            if (sighting.post() == null) {
                deleted.add(sighting.postId());
            } else {
                posts.add(sighting);
            }
        }
        posts.sort(Comparator.comparing(each -> rules.windowOf(shown(each).createdAt())));
        for (Sighting sighting : posts) {
            if (!deleted.contains(sighting.postId())) {
                timeline(sighting).add(sighting, shown(sighting), trend -> changed.put(trend.recordKey(), trend));
            }
        }
        for (Timeline timeline : timelines) {
            timeline.look(trend -> changed.put(trend.recordKey(), trend));
            if (!deleted.isEmpty()) {
                timeline.forget(deleted, trend -> changed.put(trend.recordKey(), trend));
            }
        }
        return changed.values();
    }

    /** The timeline the post goes on with: the one whose clock is nearest, or a new one. */
    private Timeline timeline(Sighting sighting) {
        long window = rules.windowOf(shown(sighting).createdAt());
        long reach = REACH.toSeconds() / rules.window().toSeconds();
        Timeline found = timelines.stream()
                .filter(each -> each.isAhead() == sighting.ahead() && each.takes(window, reach))
                .min(Comparator.comparingLong(each -> Math.abs(window - each.clock())))
                .orElseGet(() -> new Timeline(sighting.ahead(), window, rules));
        if (timelines.isEmpty() || timelines.get(0) != found) {
            timelines.remove(found);
            timelines.add(0, found);
            if (timelines.size() > MAX_TIMELINES) {
                timelines.remove(MAX_TIMELINES);
            }
        }
        return found;
    }

    private static SamplePost shown(Sighting sighting) {
        if (sighting.post() == null) {
            throw new IllegalArgumentException("a deletion shows nothing");
        }
        return sighting.post();
    }
}
