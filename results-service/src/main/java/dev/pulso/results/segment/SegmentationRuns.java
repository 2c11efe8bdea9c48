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

    @Override
    public Topic<Segmentation> topic() {
        return Topics.SEGMENTATIONS;
    }

    @Override
    public void store(Connection connection, List<Fact<Segmentation>> facts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            new Rows<>(statement, latest(facts))
                    .texts(row -> row.data().segmentation())
                    .longs(row -> row.data().version())
                    .texts(row -> row.data().verdict().name())
                    .times(row -> row.data().startedAt())
                    .times(row -> row.data().finishedAt())
                    .longs(row -> row.data().entities())
                    .texts(row -> json(row.raw()));
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

    private static String json(JsonNode data) {
        try {
            return WRITER.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a run has no JSON form", e);
        }
    }
}
