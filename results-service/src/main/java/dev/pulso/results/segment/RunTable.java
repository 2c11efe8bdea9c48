package dev.pulso.results.segment;

import dev.pulso.contracts.segment.Segmentation.Verdict;
import dev.pulso.results.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads training runs. */
@ApplicationScoped
class RunTable {
    // A rollback may tell an old version again with a later end, or come as a new version: both work.
    private static final String RUNS = """
            with run as (
                select *, version = first_value(version) over (
                    partition by segmentation order by (verdict = 'PROMOTED') desc, finished_at desc, version desc)
                    and verdict = 'PROMOTED' as current
                from segmentation_run where ?::text is null or segmentation = ?)
            """;
    private static final String NAMES =
            "select distinct segmentation from segmentation_run where ?::text is null or segmentation > ? order by 1 limit ?";

    private final DataSource dataSource;
    private final SegmentConfig config;

    RunTable(DataSource dataSource, SegmentConfig config) {
        this.dataSource = dataSource;
        this.config = config;
    }

    /** Names of segmentations behind {@code after}, in order. */
    List<String> names(@Nullable String after, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(NAMES)) {
            statement.setString(1, after);
            statement.setString(2, after);
            statement.setInt(3, limit);
            List<String> names = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }

    /** Versions below {@code below}, newest first. */
    List<Run> versions(String segmentation, long below, int limit) throws SQLException {
        return query(segmentation, "where version < ? order by version desc limit ?", below, (long) limit);
    }

    Optional<Run> version(String segmentation, long version) throws SQLException {
        return query(segmentation, "where version = ?", version).stream().findFirst();
    }

    /** The newest run, promoted or not. */
    Run latest(String segmentation) throws SQLException {
        return versions(segmentation, Long.MAX_VALUE, 1).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("there is no segmentation of this name"));
    }

    /** The run whose segments count. */
    Optional<Run> current(String segmentation) throws SQLException {
        return query(segmentation, "where current").stream().findFirst();
    }

    private List<Run> query(String segmentation, String which, Long... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(RUNS + "select * from run " + which)) {
            statement.setString(1, segmentation);
            statement.setString(2, segmentation);
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(3 + i, parameters[i]);
            }
            List<Run> runs = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    runs.add(run(row));
                }
            }
            return runs;
        }
    }

    private Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("segmentation"),
                row.getLong("version"),
                Verdict.valueOf(row.getString("verdict")),
                row.getBoolean("current"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                row.getLong("entities"),
                Run.withoutSmallExamples(SegmentationRuns.read(row.getString("run")), config.minListed()));
    }
}
