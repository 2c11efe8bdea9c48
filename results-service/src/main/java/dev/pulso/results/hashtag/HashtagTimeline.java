package dev.pulso.results.hashtag;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.hashtag.KeptPoints.Question;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import dev.pulso.results.rollup.Unit;
import dev.pulso.results.sketch.DistinctCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The windows of one tag, in steps: from what is kept of the last lines, else in order of time until behind the page. */
@ApplicationScoped
class HashtagTimeline {
    private static final int FETCH = 2000;

    private final KeptPoints kept;

    HashtagTimeline(KeptPoints kept) {
        this.kept = kept;
    }

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
        Connection connection = snapshot.connection();
        List<HashtagPoint> points = KeptPoints.covers(filter.range(), step)
                ? kept(connection, new Question(generation, tag, filter, step))
                : read(
                        connection,
                        new Question(generation, tag, filter, step),
                        HashtagTable.CHANGES.pieces(connection, generation, filter.range(), Span.within(step)),
                        limit);
        TimeRange range = filter.range();
        return Page.of(
                HashtagPoint.class,
                points,
                limit,
                last -> Cursor.of(last.start().plus(step.length()), range.to()).encode());
    }

    private List<HashtagPoint> kept(Connection connection, Question question) throws SQLException {
        Map<Instant, Long> changes = HashtagTable.CHANGES.counts(
                connection, question.generation(), question.filter().range());
        KeptPoints.Known known = kept.look(question, changes);
        List<HashtagPoint> points = new ArrayList<>(known.points());
        if (!known.gaps().isEmpty()) {
            List<Stretch> stretches = Unit.join(known.gaps().keySet().stream());
            points.addAll(
                    kept.keep(question, known.gaps(), read(connection, question, stretches, Integer.MAX_VALUE - 1)));
        }
        points.sort(Comparator.comparing(HashtagPoint::start));
        return points;
    }

    /** The points of stretches, until there is one more than the limit. */
    private static List<HashtagPoint> read(Connection connection, Question question, List<Stretch> stretches, int limit)
            throws SQLException {
        SummedRows rows = HashtagRows.of(question.generation(), stretches, question.filter(), List.of(question.tag()));
        String sql = "select start, posts, reposts, authors_sketch from " + rows.sql() + " r order by start";
        List<HashtagPoint> points = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            rows.bind(statement, 1);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                read(row, question.step(), limit, points);
            }
        }
        return points;
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
