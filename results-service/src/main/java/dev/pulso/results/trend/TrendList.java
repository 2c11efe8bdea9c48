package dev.pulso.results.trend;

import dev.pulso.contracts.trend.Trend;
import dev.pulso.results.paging.Cursor;
import dev.pulso.results.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Trends by score. A tag appears once: with the widest view of it that fits the question. */
@ApplicationScoped
class TrendList {
    private static final String WIDEST = """
            select * from (
                select distinct on (tag) tag, display, score, observed, baseline, state, why, since, at,
                    nullif(network, '') as network, nullif(lang, '') as lang
                from trend
                where arrived >= ? and (?::text is null or network = ?) and (?::text is null or lang = ?)
                order by tag, (network <> '')::int + (lang <> '')::int, score desc, network, lang) widest
            where ?::float8 is null or score < ? or (score = ? and tag > ? collate "C")
            order by score desc, tag
            limit ?
            """;

    private final DataSource dataSource;

    TrendList(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param after cursor of two parts: score and tag of the last item seen */
    Page<TrendItem> page(
            Instant arrivedFrom, @Nullable String network, @Nullable String lang, int limit, Optional<Cursor> after)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(WIDEST)) {
            int next = 1;
            statement.setObject(next++, arrivedFrom.atOffset(ZoneOffset.UTC));
            statement.setString(next++, network);
            statement.setString(next++, network);
            statement.setString(next++, lang);
            statement.setString(next++, lang);
            Double score = after.map(cursor -> cursor.decimal(0)).orElse(null);
            for (int i = 0; i < 3; i++) {
                statement.setObject(next++, score, Types.DOUBLE);
            }
            statement.setString(next++, after.map(cursor -> cursor.text(1)).orElse(null));
            statement.setInt(next, limit + 1);
            List<TrendItem> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(item(row));
                }
            }
            return Page.of(
                    TrendItem.class,
                    found,
                    limit,
                    last -> Cursor.of(last.score(), last.tag()).encode());
        }
    }

    private static TrendItem item(ResultSet row) throws SQLException {
        return new TrendItem(
                row.getString("tag"),
                row.getString("display"),
                row.getDouble("score"),
                row.getDouble("observed"),
                row.getDouble("baseline"),
                Trend.State.valueOf(row.getString("state")),
                row.getString("why"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("network"),
                row.getString("lang"));
    }
}
