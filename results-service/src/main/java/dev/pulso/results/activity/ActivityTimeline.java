package dev.pulso.results.activity;

import dev.pulso.results.generation.Snapshot;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import dev.pulso.results.paging.Step;
import dev.pulso.results.paging.TimeRange;
import dev.pulso.results.rollup.Saturating;
import dev.pulso.results.rollup.Span;
import dev.pulso.results.rollup.Stretch;
import dev.pulso.results.rollup.SummedRows;
import dev.pulso.results.rollup.SummedRows.Condition;
import dev.pulso.results.sketch.DistinctCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
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
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events per step, type and source, in this order. Reads in order of time and stops behind the page. */
@ApplicationScoped
class ActivityTimeline {
    private static final int FETCH = 2000;

    /** Which rows a question is about; null leaves a dimension open. */
    record Question(
            TimeRange range,
            Step step,
            @Nullable String type,
            @Nullable String source) {}

    private record Series(String type, String source) {
        static final Comparator<Series> ORDER =
                Comparator.comparing(Series::type).thenComparing(Series::source);
    }

    private static final class Sum {
        private final DistinctCount subjects = new DistinctCount();
        private long events;
        private @Nullable BigDecimal values;
    }

    /** @param after cursor of four parts: start of the last step seen, to, type and source of its last item */
    Page<ActivityPoint> page(Snapshot snapshot, long generation, Question question, int limit, Optional<Cursor> after)
            throws SQLException {
        List<ActivityPoint> points = new ArrayList<>();
        SummedRows rows = rows(snapshot.connection(), generation, question);
        String sql = "select start, type, source, events, subjects_sketch, value_sum from " + rows.sql()
                + " r order by start";
        try (PreparedStatement statement = snapshot.connection().prepareStatement(sql)) {
            rows.bind(statement, 1);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                read(row, question.step(), limit, points, after.orElse(null));
            }
        }
        TimeRange range = question.range();
        return Page.of(
                ActivityPoint.class,
                points,
                limit,
                last -> Cursor.of(later(last.start(), range.from()), range.to(), last.type(), last.source())
                        .encode());
    }

    private static SummedRows rows(Connection connection, long generation, Question question) throws SQLException {
        List<Condition> conditions = new ArrayList<>();
        if (question.type() != null) {
            conditions.add(new Condition("type = ?", question.type()));
        }
        if (question.source() != null) {
            conditions.add(new Condition("source = ?", question.source()));
        }
        Span widest = Span.within(question.step());
        List<Stretch> pieces = ActivityTable.CHANGES.pieces(connection, generation, question.range(), widest);
        return SummedRows.of(ActivityTable.TABLES, generation, pieces, conditions);
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }

    private static void read(ResultSet row, Step step, int limit, List<ActivityPoint> points, @Nullable Cursor after)
            throws SQLException {
        Map<Series, Sum> open = new TreeMap<>(Series.ORDER);
        Instant start = Instant.MIN;
        while (points.size() <= limit && row.next()) {
            Instant floor = step.floor(row.getObject(1, OffsetDateTime.class).toInstant());
            if (!floor.equals(start)) {
                close(start, step, open, points, after);
                start = floor;
            }
            Sum sum = open.computeIfAbsent(new Series(row.getString(2), row.getString(3)), series -> new Sum());
            sum.events = Saturating.add(sum.events, row.getLong(4));
            sum.subjects.add(row.getBytes(5));
            sum.values = ActivityCount.sum(sum.values, row.getBigDecimal(6));
        }
        if (points.size() <= limit) {
            close(start, step, open, points, after);
        }
    }

    private static void close(
            Instant start, Step step, Map<Series, Sum> open, List<ActivityPoint> points, @Nullable Cursor after) {
        open.forEach((series, sum) -> {
            if (sum.events > 0 && !seen(start, step, series, after)) {
                long subjects = Math.min(sum.subjects.estimate(), sum.events);
                points.add(new ActivityPoint(start, series.type(), series.source(), sum.events, subjects, sum.values));
            }
        });
        open.clear();
    }

    private static boolean seen(Instant start, Step step, Series series, @Nullable Cursor after) {
        return after != null
                && start.equals(step.floor(after.time(0)))
                && Series.ORDER.compare(series, new Series(after.text(2), after.text(3))) <= 0;
    }
}
