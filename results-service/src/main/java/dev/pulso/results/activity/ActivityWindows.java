package dev.pulso.results.activity;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.contracts.activity.ActivityWindow;
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
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Events per minute, type and source. */
@ApplicationScoped
class ActivityWindows implements Windows<ActivityKey, ActivityCount>, Publication<ActivityKey, ActivityCount> {
    /** Digits before or after the point: 1E+1000000 would fill the memory at the first addition. */
    private static final int MAX_DIGITS = 100;

    private final Days days = new Days(ActivityTable.TABLES);
    private final ChangeLog<ActivityKey> changes = new ChangeLog<>(ActivityTable.TABLES, ActivityKey::type);

    @Override
    public Topic<ActivityDelta> deltas() {
        return Topics.ACTIVITY_DELTAS;
    }

    @Override
    public Topic<ActivityWindow> published() {
        return Topics.ACTIVITY;
    }

    @Override
    public ActivityCount nothing() {
        return ActivityCount.NOTHING;
    }

    @Override
    public Change<ActivityKey, ActivityCount> read(byte[] bytes) throws InvalidMessageException, UnusableDelta {
        ActivityDelta delta = MessageCodec.read(deltas(), bytes).data();
        long generation = QueryGeneration.of(delta.query(), delta.batch());
        BigDecimal value = delta.valueSum();
        if (value != null && (Math.abs((long) value.scale()) > MAX_DIGITS || value.precision() > MAX_DIGITS)) {
            throw new UnusableDelta("value-out-of-range", "/data/valueSum", "valueSum has too many digits");
        }
        byte[] sketch = SketchText.decode(delta.subjects(), "/data/subjects");
        ActivityKey key = new ActivityKey(generation, delta.windowStart(), delta.type(), delta.source());
        return new Change<>(key, delta.batch(), count -> count.plus(delta, sketch));
    }

    @Override
    public boolean isPrepared(Collection<ActivityKey> keys) {
        return days.areTouched(keys);
    }

    @Override
    public void prepare(Connection connection, Collection<ActivityKey> keys) throws SQLException {
        days.touch(connection, keys);
    }

    @Override
    public void prepared(Collection<ActivityKey> keys) {
        days.touched(keys);
    }

    @Override
    public Map<ActivityKey, Stored<ActivityCount>> load(Connection connection, Collection<ActivityKey> keys)
            throws SQLException {
        return ActivityTable.load(connection, keys);
    }

    @Override
    public void store(Connection connection, Map<ActivityKey, Stored<ActivityCount>> rows) throws SQLException {
        ActivityTable.store(connection, rows);
        changes.add(connection, rows.keySet());
    }

    @Override
    public Optional<Publication<ActivityKey, ActivityCount>> publication() {
        return Optional.of(this);
    }

    @Override
    public Map<ActivityKey, Stored<ActivityCount>> slice(
            Connection connection, long generation, Instant from, Instant to) throws SQLException {
        return ActivityTable.slice(connection, generation, from, to);
    }

    @Override
    public boolean isPublished(ActivityCount count) {
        return count.span() == 1;
    }

    @Override
    public CloudEvent<ActivityWindow> message(ActivityKey key, ActivityCount count, long version) {
        ActivityWindow window = new ActivityWindow(
                key.windowStart(),
                key.windowStart().plus(ActivityDelta.WINDOW),
                key.type(),
                key.source(),
                count.events(),
                count.subjectEstimate(),
                count.valueSum(),
                version);
        return new CloudEvent<>(
                key.recordKey() + "/" + version,
                "/pulso/results-service",
                published().type(),
                key.type(),
                key.windowStart(),
                null,
                window);
    }

    @Override
    public String recordKey(ActivityKey key) {
        return key.recordKey();
    }

    @Override
    public GenerationSql generationSql() {
        return ActivityTable.GENERATION_SQL;
    }
}
