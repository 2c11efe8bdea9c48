package dev.pulso.results.segment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads members and their changes. */
@ApplicationScoped
class MemberTable {
    private static final String SIZES = """
            select segment, count(*) from member where segmentation = ? and segment is not null group by segment
            """;
    private static final String MEMBERS = """
            select entity, distance, version, at from member
            where segmentation = ? and segment = ? and (?::text is null or entity > ? collate "C")
            order by entity limit ?
            """;
    private static final String HISTORY = """
            select at, version, segment, lag(segment) over (order by at, version) as previous, distance
            from member_change where segmentation = ? and entity = ?
            order by at desc, version desc limit ?
            """;

    private static final String REASONS = "select reasons from member where segmentation = ? and entity = ?";

    private final DataSource dataSource;

    MemberTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Members now, by segment. */
    Map<String, Long> sizes(String segmentation) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SIZES)) {
            statement.setString(1, segmentation);
            Map<String, Long> sizes = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sizes.put(row.getString(1), row.getLong(2));
                }
            }
            return sizes;
        }
    }

    List<MemberItem> members(String segmentation, String segment, @Nullable String after, int limit)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
            statement.setString(1, segmentation);
            statement.setString(2, segment);
            statement.setString(3, after);
            statement.setString(4, after);
            statement.setInt(5, limit);
            List<MemberItem> members = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Double distance = row.getObject(2, Double.class);
                    members.add(new MemberItem(row.getString(1), distance, row.getLong(3), time(row, 4)));
                }
            }
            return members;
        }
    }

    /** What places an entity where it is now. */
    MemberReasons reasons(String segmentation, String entity) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(REASONS)) {
            statement.setString(1, segmentation);
            statement.setString(2, entity);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? MemberReasons.read(row.getString(1)) : MemberReasons.NONE;
            }
        }
    }

    /** Changes of an entity, newest first. */
    List<MemberView.Change> history(String segmentation, String entity, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(HISTORY)) {
            statement.setString(1, segmentation);
            statement.setString(2, entity);
            statement.setInt(3, limit);
            List<MemberView.Change> changes = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    changes.add(new MemberView.Change(
                            time(row, 1),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, Double.class)));
                }
            }
            return changes;
        }
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
