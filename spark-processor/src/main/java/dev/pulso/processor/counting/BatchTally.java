package dev.pulso.processor.counting;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.RelatedDelta;
import dev.pulso.contracts.rejection.Rejection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Adds up the changes of one micro-batch: one message per key, the same on every replay of the batch. */
public final class BatchTally {
    private static final String SOURCE = "/pulso/spark-processor";

    private final Map<HashtagChange.Key, HashtagTally> hashtags = new HashMap<>();
    private final Map<RelatedChange.Key, RelatedChange> related = new HashMap<>();
    private final Map<ActivityChange.Key, ActivityTally> activities = new HashMap<>();
    private final Consumer<Message> out;
    private final String query;
    private final long batch;

    /** A record for a topic. */
    public record Message(String topic, String key, byte[] value) {}

    /**
     * @param query name and generation
     * @param out takes each message as soon as it is complete
     */
    public BatchTally(String query, long batch, Consumer<Message> out) {
        this.query = query;
        this.batch = batch;
        this.out = out;
    }

    public void add(Change change) {
        if (change.hashtag() != null) {
            hashtags.computeIfAbsent(change.hashtag().key(), HashtagTally::new).add(change.hashtag());
        } else if (change.related() != null) {
            related.merge(change.related().key(), change.related(), RelatedChange::plus);
        } else if (change.activity() != null) {
            activities
                    .computeIfAbsent(change.activity().key(), ActivityTally::new)
                    .add(change.activity());
        } else if (change.rejected() != null && change.subject() != null) {
            reject(change.rejected(), change.subject());
        }
    }

    /** Emits what was added up. */
    public void close() {
        hashtags.values().forEach(tally -> emit(tally.toDelta(query, batch)));
        // Nobody is told of a pair's row, so it need not be there whichever way batches are cut.
        related.values().stream().filter(RelatedChange::isAny).forEach(change -> emit(delta(change)));
        activities.values().forEach(tally -> emit(tally.toDelta(query, batch)));
    }

    private void emit(HashtagDelta delta) {
        emit(Topics.HASHTAG_DELTAS, delta.key(), delta.tag(), delta.windowStart(), delta);
    }

    private void emit(RelatedDelta delta) {
        emit(Topics.RELATED_DELTAS, delta.key(), delta.tag(), delta.windowStart(), delta);
    }

    private RelatedDelta delta(RelatedChange change) {
        RelatedChange.Key key = change.key();
        return new RelatedDelta(
                key.windowStart(),
                key.windowStart().plus(HashtagDelta.WINDOW),
                key.tag(),
                key.related(),
                key.network(),
                key.lang(),
                change.posts(),
                change.reposts(),
                query,
                batch);
    }

    private void emit(ActivityDelta delta) {
        emit(Topics.ACTIVITY_DELTAS, delta.key(), delta.type(), delta.windowStart(), delta);
    }

    private <T> void emit(Topic<T> topic, String key, String subject, Instant time, T data) {
        send(topic, query + "/" + batch + "/" + key, key, subject, time, data);
    }

    private void reject(Rejection rejection, String subject) {
        send(Topics.REJECTED, rejection.origin(), subject, subject, rejection.receivedAt(), rejection);
    }

    private <T> void send(Topic<T> topic, String id, String key, String subject, Instant time, T data) {
        CloudEvent<T> event = new CloudEvent<>(id, SOURCE, topic.type(), subject, time, null, data);
        out.accept(new Message(topic.name(), key, MessageCodec.write(event)));
    }
}
