package dev.pulso.results.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulso.contracts.segment.Member;
import dev.pulso.results.window.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Takes entities out of the store for good: what is told of them later is not kept. */
@ApplicationScoped
class Erasures {
    // Whoever stores members holds it shared: an erasure waits for them, and they see it afterwards.
    private static final long LOCK = 0x70756c736f3230L;
    private static final String ERASED = """
            select segmentation, digest from erased_member
            where (segmentation, digest) in (select * from unnest(?, ?))
            """;

    private final DataSource dataSource;

    Erasures(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Name(String segmentation, String digest) {}

    /** Deletes what is known of an entity; done twice it changes nothing. */
    @Transactional
    void erase(String segmentation, String entity) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
            execute(
                    connection,
                    "insert into erased_member (segmentation, digest) values (?, ?) on conflict do nothing",
                    segmentation,
                    digest(entity));
            execute(connection, "delete from member where segmentation = ? and entity = ?", segmentation, entity);
            execute(
                    connection,
                    "delete from member_change where segmentation = ? and entity = ?",
                    segmentation,
                    entity);
            eraseExamples(connection, segmentation, entity);
        }
    }

    /** The members that were not erased. Holds off erasures until the caller's transaction ends. */
    List<Member> without(Connection connection, List<Member> members) throws SQLException {
        execute(connection, "select pg_advisory_xact_lock_shared(" + LOCK + ")");
        Map<Member, Name> names = new HashMap<>();
        members.forEach(each -> names.put(each, new Name(each.segmentation(), digest(each.entity()))));
        Set<Name> erased = erased(connection, List.copyOf(names.values()));
        return erased.isEmpty()
                ? members
                : members.stream()
                        .filter(each -> !erased.contains(names.get(each)))
                        .toList();
    }

    /** A run without the examples that were erased. Holds off erasures until the caller's transaction ends. */
    JsonNode withoutExamples(Connection connection, String segmentation, JsonNode run) throws SQLException {
        execute(connection, "select pg_advisory_xact_lock_shared(" + LOCK + ")");
        List<Name> examples = new ArrayList<>();
        Run.examples(run).forEach(each -> examples.add(new Name(segmentation, digest(each))));
        Set<Name> erased = erased(connection, examples);
        return erased.isEmpty()
                ? run
                : Run.withoutExamples(run, each -> erased.contains(new Name(segmentation, digest(each))));
    }

    private static Set<Name> erased(Connection connection, List<Name> names) throws SQLException {
        Set<Name> erased = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(ERASED)) {
            new Rows<>(statement, names).texts(Name::segmentation).texts(Name::digest);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    erased.add(new Name(row.getString(1), row.getString(2)));
                }
            }
        }
        return erased;
    }

    private static void eraseExamples(Connection connection, String segmentation, String entity) throws SQLException {
        Map<Long, String> changed = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select version, run from segmentation_run where segmentation = ? for update")) {
            statement.setString(1, segmentation);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    JsonNode run = SegmentationRuns.read(row.getString(2));
                    if (Run.examples(run).contains(entity)) {
                        changed.put(row.getLong(1), SegmentationRuns.json(Run.withoutExamples(run, entity::equals)));
                    }
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "update segmentation_run set run = ? where segmentation = ? and version = ?")) {
            for (Map.Entry<Long, String> each : changed.entrySet()) {
                statement.setString(1, each.getValue());
                statement.setString(2, segmentation);
                statement.setLong(3, each.getKey());
                statement.executeUpdate();
            }
        }
    }

    private static void execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    static String digest(String entity) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(entity.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
