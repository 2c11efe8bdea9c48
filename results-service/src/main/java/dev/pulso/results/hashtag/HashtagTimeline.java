package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.SummedRows;
import dev.pulso.results.sketch.DistinctCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The windows of one tag, in steps. Reads in order of time and stops behind the page. */
@ApplicationScoped
class HashtagTimeline {
    private static final int FETCH = 2000;

    /** What has been read of a step. */
    private static final class Open {
        private final Instant start;
        private final DistinctCount authors = new DistinctCount();
        private long posts;
        private long reposts;

        Open(Instant start) {
            this.start = start;
        }

        void closeInto(List<HashtagPoint> points) {
            if (posts > 0) {
                points.add(new HashtagPoint(start, posts, reposts, Math.min(authors.estimate(), posts)));
            }
        }
    }

    /** @param filter its range starts behind the cursor, if there is one */
    Page<HashtagPoint> page(Snapshot snapshot, long generation, String tag, HashtagFilter filter, Step step, int limit)
            throws SQLException {
        var pieces = HashtagTable.CHANGES.pieces(snapshot.connection(), generation, filter.range(), Span.within(step));
        SummedRows rows = HashtagRows.of(generation, pieces, filter, List.of(tag));
        List<HashtagPoint> points = new ArrayList<>();
        String sql = "select start, posts, reposts, authors_sketch from " + rows.sql() + " r order by start";
        try (PreparedStatement statement = snapshot.connection().prepareStatement(sql)) {
            rows.bind(statement, 1);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                read(row, step, limit, points);
            }
        }
        TimeRange range = filter.range();
        return Page.of(
                HashtagPoint.class,
                points,
                limit,
                last -> Cursor.of(last.start().plus(step.length()), range.to()).encode());
    }

    private static void read(ResultSet row, Step step, int limit, List<HashtagPoint> points) throws SQLException {
        Open open = null;
        while (points.size() <= limit && row.next()) {
            Instant start = step.floor(row.getObject(1, OffsetDateTime.class).toInstant());
            open = openAt(start, open, points);
            open.posts = Saturating.add(open.posts, row.getLong(2));
            open.reposts = Saturating.add(open.reposts, row.getLong(3));
            open.authors.add(row.getBytes(4));
        }
        if (open != null && points.size() <= limit) {
            open.closeInto(points);
        }
    }

    private static Open openAt(Instant start, @Nullable Open open, List<HashtagPoint> points) {
        if (open != null && open.start.equals(start)) {
            return open;
        }
        if (open != null) {
            open.closeInto(points);
        }
        return new Open(start);
    }
}
