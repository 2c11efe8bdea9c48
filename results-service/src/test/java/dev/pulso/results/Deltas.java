package dev.pulso.results;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.activity.ActivityDelta;
import dev.pulso.contracts.hashtag.HashtagDelta;
import dev.pulso.contracts.hashtag.HashtagDelta.SamplePost;
import dev.pulso.contracts.hashtag.RelatedDelta;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;

/** Deltas as the processor writes them. */
final class Deltas {
    private Deltas() {}

    static CloudEvent<HashtagDelta> hashtag(
            long generation, long batch, Instant window, String tag, long posts, String... authors) {
        return hashtag(generation, batch, window, tag, "mastodon", "en", posts, List.of(), List.of(), authors);
    }

    static CloudEvent<HashtagDelta> hashtag(
            long generation,
            long batch,
            Instant window,
            String tag,
            String network,
            String lang,
            long posts,
            List<SamplePost> samples,
            List<String> removed,
            String... authors) {
        HashtagDelta delta = new HashtagDelta(
                window,
                window.plus(HashtagDelta.WINDOW),
                tag,
                tag.toUpperCase(java.util.Locale.ROOT),
                network,
                lang,
                posts,
                0,
                sketch(authors),
                samples,
                removed,
                "counts@" + generation,
                batch);
        String id = delta.query() + "/" + batch + "/" + delta.key();
        return new CloudEvent<>(id, "/pulso/spark-processor", Topics.HASHTAG_DELTAS.type(), tag, window, null, delta);
    }

    /** A pair in the order of the contract. */
    static CloudEvent<RelatedDelta> related(
            long generation, long batch, Instant window, String tag, String related, long posts) {
        return related(generation, batch, window, tag, related, "mastodon", "en", posts);
    }

    static CloudEvent<RelatedDelta> related(
            long generation,
            long batch,
            Instant window,
            String tag,
            String related,
            String network,
            String lang,
            long posts) {
        RelatedDelta delta = new RelatedDelta(
                window,
                window.plus(HashtagDelta.WINDOW),
                tag,
                related,
                network,
                lang,
                posts,
                0,
                "counts@" + generation,
                batch);
        String id = delta.query() + "/" + batch + "/" + delta.key();
        return new CloudEvent<>(id, "/pulso/spark-processor", Topics.RELATED_DELTAS.type(), tag, window, null, delta);
    }

    static CloudEvent<ActivityDelta> activity(
            long generation,
            long batch,
            Instant window,
            String type,
            String source,
            long events,
            String value,
            String... subjects) {
        ActivityDelta delta = new ActivityDelta(
                window,
                window.plus(ActivityDelta.WINDOW),
                type,
                source,
                events,
                sketch(subjects),
                value == null ? null : new BigDecimal(value),
                "counts@" + generation,
                batch);
        String id = delta.query() + "/" + batch + "/" + delta.key();
        return new CloudEvent<>(id, "/pulso/spark-processor", Topics.ACTIVITY_DELTAS.type(), type, window, null, delta);
    }

    static SamplePost sample(String id, Instant createdAt) {
        return new SamplePost(id, null, "text of " + id, null, createdAt);
    }

    private static String sketch(String... members) {
        if (members.length == 0) {
            return null;
        }
        HllSketch sketch = new HllSketch(12);
        for (String member : members) {
            sketch.update(member);
        }
        return Base64.getEncoder().encodeToString(sketch.toCompactByteArray());
    }
}
