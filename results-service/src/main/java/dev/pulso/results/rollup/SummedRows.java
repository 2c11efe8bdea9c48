package dev.pulso.results.rollup;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows behind an answer as a subquery, minutes and sums alike. Each stretch is a part of its own, so that the planner
 * sees the times and leaves out the days that are not asked for.
 */
public final class SummedRows {
    /** More parts than that cost more to plan than they save. */
    private static final int MOST_PARTS = 24;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private final Tables tables;
    private final long generation;
    private final List<Condition> conditions;

    private SummedRows(Tables tables, long generation, List<Condition> conditions) {
        this.tables = tables;
        this.generation = generation;
        this.conditions = conditions;
    }

    /**
     * What rows must fulfil.
     *
     * @param sql a condition on columns of identity with one parameter
     */
    public record Condition(String sql, Object value) {}

    public static SummedRows of(Tables tables, long generation, List<Stretch> pieces, List<Condition> conditions) {
        SummedRows rows = new SummedRows(tables, generation, conditions);
        List<Stretch> parts = pieces.size() <= MOST_PARTS ? pieces : List.of(minutesOf(pieces));
        parts.forEach(rows::add);
        if (parts.isEmpty()) {
            rows.add(new Stretch(Span.MINUTE, Instant.EPOCH, Instant.EPOCH));
        }
        return rows;
    }

    private static Stretch minutesOf(List<Stretch> pieces) {
        return new Stretch(
                Span.MINUTE, pieces.get(0).from(), pieces.get(pieces.size() - 1).to());
    }

    /** A subquery with the columns start, those of identity and those of values. */
    public String sql() {
        return "(" + sql + ")";
    }

    /** Binds the values of the subquery; returns the position behind them. */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int next = first;
        for (Object value : values) {
            if (value instanceof Object[] texts) {
                statement.setArray(next++, statement.getConnection().createArrayOf("text", texts));
            } else {
                statement.setObject(next++, value);
            }
        }
        return next;
    }

    private void add(Stretch stretch) {
        boolean minutes = stretch.span() == Span.MINUTE;
        String start = minutes ? "window_start" : "start";
        sql.append(sql.isEmpty() ? "select " : " union all select ")
                .append(minutes ? "window_start as start" : "start")
                .append(tables.sql(", {identity}, {values} from {kind}_"))
                .append(minutes ? "window" : "rollup")
                .append(" where generation = ?");
        values.add(generation);
        if (!minutes) {
            condition(" and span = ?", stretch.span().minutes());
        }
        condition(" and " + start + " >= ?", stretch.from().atOffset(ZoneOffset.UTC));
        condition(" and " + start + " < ?", stretch.to().atOffset(ZoneOffset.UTC));
        conditions.forEach(each -> condition(" and " + each.sql(), each.value()));
    }

    private void condition(String text, Object value) {
        sql.append(text);
        values.add(value);
    }
}
