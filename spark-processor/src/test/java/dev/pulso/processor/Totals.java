package dev.pulso.processor;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.RelatedDelta;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What results-service makes of deltas: one is added only if its batch is newer than the last one of its key and query. */
final class Totals {
    private final Map<String, Long> lastBatch = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    final Map<String, Long> posts = new HashMap<>();
    final Map<String, Long> reposts = new HashMap<>();
    final Map<String, Long> events = new HashMap<>();
    final Map<String, BigDecimal> values = new HashMap<>();
    int replayed;

    void add(String topic, byte[] value) {
        try {
            if (topic.equals(Topics.HASHTAG_DELTAS.name())) {
                HashtagDelta delta =
                        MessageCodec.read(Topics.HASHTAG_DELTAS, value).data();
                if (isNewer(delta.key(), delta.query(), delta.batch(), delta.toString())) {
                    posts.merge(delta.key(), delta.posts(), Long::sum);
                    reposts.merge(delta.key(), delta.reposts(), Long::sum);
                }
            } else if (topic.equals(Topics.RELATED_DELTAS.name())) {
                RelatedDelta delta =
                        MessageCodec.read(Topics.RELATED_DELTAS, value).data();
                if (isNewer(delta.key(), delta.query(), delta.batch(), delta.toString())) {
                    posts.merge(delta.key(), delta.posts(), Long::sum);
                    reposts.merge(delta.key(), delta.reposts(), Long::sum);
                }
            } else if (topic.equals(Topics.ACTIVITY_DELTAS.name())) {
                ActivityDelta delta =
                        MessageCodec.read(Topics.ACTIVITY_DELTAS, value).data();
                if (isNewer(delta.key(), delta.query(), delta.batch(), delta.toString())) {
                    events.merge(delta.key(), delta.events(), Long::sum);
                    values.merge(
                            delta.key(),
                            Objects.requireNonNullElse(delta.valueSum(), BigDecimal.ZERO),
                            BigDecimal::add);
                }
            }
        } catch (InvalidMessageException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isNewer(String key, String query, long batch, String content) {
        String place = query + "/" + batch + "/" + key;
        boolean replay = !seen.add(place + content) && replayed++ >= 0;
        Long last = lastBatch.get(query + key);
        if (last != null && batch <= last) {
            if (!replay) {
                throw new AssertionError("not newer and not the same as before: " + place + " after " + last);
            }
            return false;
        }
        lastBatch.put(query + key, batch);
        return true;
    }
}
