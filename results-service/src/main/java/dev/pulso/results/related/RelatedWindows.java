package dev.pulso.results.related;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.RelatedDelta;
import dev.pulso.results.retention.Days;
import dev.pulso.results.rollup.ChangeLog;
import dev.pulso.results.window.Change;
import dev.pulso.results.window.GenerationSql;
import dev.pulso.results.window.QueryGeneration;
import dev.pulso.results.window.Stored;
import dev.pulso.results.window.UnusableDelta;
import dev.pulso.results.window.Windows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Pairs of hashtags per minute, network and language. Nobody is told of them: who wants to know asks for a tag. */
@ApplicationScoped
class RelatedWindows implements Windows<RelatedKey, RelatedCount> {
    private final Days days = new Days(RelatedTable.TABLES);
    private final ChangeLog<RelatedKey> changes = new ChangeLog<>(RelatedTable.TABLES, RelatedKey::tag);

    @Override
    public Topic<RelatedDelta> deltas() {
        return Topics.RELATED_DELTAS;
    }

    @Override
    public RelatedCount nothing() {
        return RelatedCount.NOTHING;
    }

    @Override
    public Change<RelatedKey, RelatedCount> read(byte[] bytes) throws InvalidMessageException, UnusableDelta {
        RelatedDelta delta = MessageCodec.read(deltas(), bytes).data();
        long generation = QueryGeneration.of(delta.query(), delta.batch());
        RelatedKey key = new RelatedKey(
                generation, delta.windowStart(), delta.tag(), delta.related(), delta.network(), delta.lang());
        return new Change<>(key, delta.batch(), count -> count.plus(delta));
    }

    @Override
    public boolean isPrepared(Collection<RelatedKey> keys) {
        return days.areTouched(keys);
    }

    @Override
    public void prepare(Connection connection, Collection<RelatedKey> keys) throws SQLException {
        days.touch(connection, keys);
    }

    @Override
    public void prepared(Collection<RelatedKey> keys) {
        days.touched(keys);
    }

    @Override
    public Map<RelatedKey, Stored<RelatedCount>> load(Connection connection, Collection<RelatedKey> keys)
            throws SQLException {
        return RelatedTable.load(connection, keys);
    }

    @Override
    public void store(Connection connection, Map<RelatedKey, Stored<RelatedCount>> rows) throws SQLException {
        RelatedTable.store(connection, rows);
        changes.add(connection, rows.keySet());
    }

    @Override
    public GenerationSql generationSql() {
        return RelatedTable.GENERATION_SQL;
    }
}
