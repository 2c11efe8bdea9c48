package dev.pulso.results.hashtag;

import dev.pulso.results.paging.Step;
import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.sketch.DistinctCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up rows, in order of time, to the points of a time line; for one thread. */
final class LinePoints {
    private final Step step;
    private final List<HashtagPoint> points = new ArrayList<>();
    private @Nullable Open open;

    LinePoints(Step step) {
        this.step = step;
    }

    /** What has been added of a step. */
    private static final class Open {
        private final Instant start;
        private final DistinctCount authors = new DistinctCount();
        private long posts;
        private long reposts;

        Open(Instant start) {
            this.start = start;
        }
    }

    void add(Instant time, long posts, long reposts, byte @Nullable [] authors) {
        Open at = at(step.floor(time));
        at.posts = Saturating.add(at.posts, posts);
        at.reposts = Saturating.add(at.reposts, reposts);
        at.authors.add(authors);
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
        if (done != null && done.posts > 0) {
            long authors = Math.min(done.authors.estimate(), done.posts);
            points.add(new HashtagPoint(done.start, done.posts, done.reposts, authors));
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
}
