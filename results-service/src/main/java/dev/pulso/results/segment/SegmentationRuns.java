package dev.pulso.results.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.results.fact.Fact;
import dev.pulso.results.fact.Facts;
import dev.pulso.results.window.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps training runs: one row a version; a run that is told again with a later end replaces what was said before. */
@ApplicationScoped
class SegmentationRuns implements Facts<Segmentation> {
    private static final String STORE = """
            insert into segmentation_run as s (segmentation, version, verdict, started_at, finished_at, entities, run)
            select * from unnest(?, ?, ?, ?, ?, ?, ?)
            on conflict (segmentation, version) do update set
                verdict = excluded.verdict, started_at = excluded.started_at, finished_at = excluded.finished_at,
                entities = excluded.entities, run = excluded.run
            where excluded.finished_at >= s.finished_at
            """;
    // Half a surrogate pair in a name must not cost the run: escaped, PostgreSQL takes it.
    private static final ObjectWriter WRITER = MessageCodec.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final Erasures erasures;

    SegmentationRuns(Erasures erasures) {
        this.erasures = erasures;
    }

    /** A run and its JSON. */
    private record Stored(Segmentation run, String json) {}

    @Override
    public Topic<Segmentation> topic() {
        return Topics.SEGMENTATIONS;
    }

    @Override
    public void store(Connection connection, List<Fact<Segmentation>> facts) throws SQLException {
        List<Stored> rows = new ArrayList<>();
        for (Fact<Segmentation> each : latest(facts)) {
            Segmentation run = each.data();
            rows.add(new Stored(run, json(erasures.withoutExamples(connection, run.segmentation(), each.raw()))));
        }
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            new Rows<>(statement, rows)
                    .texts(row -> row.run.segmentation())
                    .longs(row -> row.run.version())
                    .texts(row -> row.run.verdict().name())
                    .times(row -> row.run.startedAt())
                    .times(row -> row.run.finishedAt())
                    .longs(row -> row.run.entities())
                    .texts(Stored::json);
            statement.executeUpdate();
        }
    }

    private static Collection<Fact<Segmentation>> latest(List<Fact<Segmentation>> facts) {
        Map<String, Fact<Segmentation>> latest = new TreeMap<>();
        facts.forEach(fact -> latest.merge(
                fact.data().key(),
                fact,
                (before, after) ->
                        after.data().finishedAt().isBefore(before.data().finishedAt()) ? before : after));
        return latest.values();
    }

    static JsonNode read(String json) {
        try {
            return MessageCodec.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored run is unreadable", e);
        }
    }

    static String json(JsonNode data) {
        try {
            return WRITER.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a run has no JSON form", e);
        }
    }
}
