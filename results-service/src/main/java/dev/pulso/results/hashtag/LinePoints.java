package dev.pulso.results.hashtag;

import dev.pulso.results.paging.Step;
import dev.pulso.results.rollup.Saturating;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up rows, in order of time, to the points of a time line; for one thread. */
final class LinePoints {
    private final Step step;
    private final boolean detailed;
    private final List<HashtagPoint> points = new ArrayList<>();
    private final Map<Instant, Detail> details = new TreeMap<>();
    private @Nullable Open open;

    LinePoints(Step step) {
        this(step, false);
    }

    /** @param detailed whether spellings and authors of each step are kept */
    LinePoints(Step step, boolean detailed) {
        this.step = step;
        this.detailed = detailed;
    }

    /** What has been added of a step. */
    private static final class Open {
        private final Instant start;
        private final DetailSum detail = new DetailSum();
        private long posts;
        private long reposts;

        Open(Instant start) {
            this.start = start;
        }
    }

    void add(Instant time, long posts, long reposts, String display, byte @Nullable [] authors) {
        Open at = at(step.floor(time));
        at.posts = Saturating.add(at.posts, posts);
        at.reposts = Saturating.add(at.reposts, reposts);
        at.detail.add(display, posts, authors);
    }

    private Open at(Instant start) {
        Open at = open;
        if (at == null || !at.start.equals(start)) {
            close();
            at = new Open(start);
            open = at;
        }
        return at;
    }

    private void close() {
        Open done = open;
        open = null;
        if (done == null) {
            return;
        }
        if (done.posts > 0) {
            long authors = Math.min(done.detail.authorEstimate(), done.posts);
            points.add(new HashtagPoint(done.start, done.posts, done.reposts, authors));
        }
        if (detailed) {
            details.put(done.start, done.detail.detail());
        }
    }

    /** How many points are complete: those before the one that the last row belongs to. */
    int complete() {
        return points.size();
    }

    /** All points; nothing may be added afterwards. */
    List<HashtagPoint> points() {
        close();
        return points;
    }

    /** Spellings and authors by step, of steps without posts too; empty if they are not kept. */
    Map<Instant, Detail> details() {
        close();
        return details;
    }
}
