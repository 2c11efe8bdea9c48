package dev.pulso.results.hashtag;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.HashtagWindow;
import dev.pulso.results.retention.Days;
import dev.pulso.results.rollup.ChangeLog;
import dev.pulso.results.window.Change;
import dev.pulso.results.window.GenerationSql;
import dev.pulso.results.window.Publication;
import dev.pulso.results.window.QueryGeneration;
import dev.pulso.results.window.SketchText;
import dev.pulso.results.window.Stored;
import dev.pulso.results.window.UnusableDelta;
import dev.pulso.results.window.Windows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Hashtags per minute, network and language. */
@ApplicationScoped
class HashtagWindows implements Windows<HashtagKey, HashtagCount>, Publication<HashtagKey, HashtagCount> {
    private final Days days = new Days(HashtagTable.TABLES);
    private final ChangeLog<HashtagKey> changes = new ChangeLog<>(HashtagTable.TABLES, HashtagKey::tag);

    @Override
    public Topic<HashtagDelta> deltas() {
        return Topics.HASHTAG_DELTAS;
    }

    @Override
    public Topic<HashtagWindow> published() {
        return Topics.HASHTAGS;
    }

    @Override
    public HashtagCount nothing() {
        return HashtagCount.NOTHING;
    }

    @Override
    public Change<HashtagKey, HashtagCount> read(byte[] bytes) throws InvalidMessageException, UnusableDelta {
        HashtagDelta delta = MessageCodec.read(deltas(), bytes).data();
        long generation = QueryGeneration.of(delta.query(), delta.batch());
        byte[] sketch = SketchText.decode(delta.authorsSketch(), "/data/authorsSketch");
        HashtagKey key = new HashtagKey(generation, delta.windowStart(), delta.tag(), delta.network(), delta.lang());
        return new Change<>(key, delta.batch(), count -> count.plus(delta, sketch));
    }

    @Override
    public boolean isPrepared(Collection<HashtagKey> keys) {
        return days.areTouched(keys);
    }

    @Override
    public void prepare(Connection connection, Collection<HashtagKey> keys) throws SQLException {
        days.touch(connection, keys);
    }

    @Override
    public void prepared(Collection<HashtagKey> keys) {
        days.touched(keys);
    }

    @Override
    public Map<HashtagKey, Stored<HashtagCount>> load(Connection connection, Collection<HashtagKey> keys)
            throws SQLException {
        return HashtagTable.load(connection, keys);
    }

    @Override
    public void store(Connection connection, Map<HashtagKey, Stored<HashtagCount>> rows) throws SQLException {
        HashtagTable.store(connection, rows);
        changes.add(connection, rows.keySet());
    }

    @Override
    public Optional<Publication<HashtagKey, HashtagCount>> publication() {
        return Optional.of(this);
    }

    @Override
    public Map<HashtagKey, Stored<HashtagCount>> slice(Connection connection, long generation, Instant from, Instant to)
            throws SQLException {
        return HashtagTable.slice(connection, generation, from, to);
    }

    @Override
    public boolean isPublished(HashtagCount count) {
        return count.span() == 1;
    }

    @Override
    public CloudEvent<HashtagWindow> message(HashtagKey key, HashtagCount count, long version) {
        HashtagWindow window = new HashtagWindow(
                key.windowStart(),
                key.windowStart().plus(HashtagDelta.WINDOW),
                key.tag(),
                count.display(),
                key.network(),
                key.lang(),
                count.posts(),
                count.reposts(),
                count.authorEstimate(),
                version);
        return new CloudEvent<>(
                key.recordKey() + "/" + version,
                "/pulso/results-service",
                published().type(),
                key.tag(),
                key.windowStart(),
                null,
                window);
    }

    @Override
    public String recordKey(HashtagKey key) {
        return key.recordKey();
    }

    @Override
    public GenerationSql generationSql() {
        return HashtagTable.GENERATION_SQL;
    }
}
