package dev.pulso.results.segment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the entities were at one time and at a later one. Made from the state at both times and from nothing else, so
 * the entities of a row of the matrix are the size of its segment then, and those of a column the size afterwards.
 */
@ApplicationScoped
class Movements {
    private static final String MATRIX = """
            with later as (
                select distinct on (entity) entity, segment from member_change
                where segmentation = ? and at <= ? order by entity, at desc, version desc),
            earlier as (
                select distinct on (entity) entity, segment from member_change
                where segmentation = ? and at <= ? order by entity, at desc, version desc)
            select e.segment, l.segment, count(*) from later l left join earlier e using (entity)
            where e.segment is not null or l.segment is not null
            group by e.segment, l.segment order by e.segment nulls first, l.segment nulls last
            """;

    private final DataSource dataSource;

    Movements(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    List<MovementItem> between(String segmentation, Instant from, Instant to, Optional<Run> current)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(MATRIX)) {
            statement.setString(1, segmentation);
            statement.setObject(2, to.atOffset(ZoneOffset.UTC));
            statement.setString(3, segmentation);
            statement.setObject(4, from.atOffset(ZoneOffset.UTC));
            List<MovementItem> movements = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String before = row.getString(1);
                    String after = row.getString(2);
                    movements.add(new MovementItem(
                            before, name(current, before), after, name(current, after), row.getLong(3)));
                }
            }
            return movements;
        }
    }

    private static @Nullable String name(Optional<Run> current, @Nullable String segment) {
        return current.map(run -> run.nameOf(segment)).orElse(null);
    }
}
