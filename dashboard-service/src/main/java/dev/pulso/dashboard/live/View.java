package dev.pulso.dashboard.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.activity.ActivityWindow;
import dev.pulso.contracts.hashtag.HashtagWindow;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.trend.Trend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What a client can follow: one view is one topic of results. Its name in lower case is its name on the wire. */
public enum View {
    HASHTAGS(Topics.HASHTAGS, HashtagWindow::key, HashtagWindow::windowStart, HashtagWindow::version),
    TRENDS(Topics.TRENDS, View::keyOf, Trend::at, trend -> trend.at().toEpochMilli()),
    ACTIVITY(Topics.ACTIVITY, ActivityWindow::key, ActivityWindow::windowStart, ActivityWindow::version),
    SEGMENTS(
            Topics.SEGMENTATIONS,
            Segmentation::key,
            Segmentation::finishedAt,
            run -> run.finishedAt().toEpochMilli()),
    PIPELINE(
            Topics.PIPELINE,
            PipelineReport::component,
            PipelineReport::at,
            report -> report.at().toEpochMilli());

    /** Leaves numbers as they were written; that of the contracts makes {@code 40} of {@code 40.0}. */
    private static final ObjectMapper AS_SENT = new ObjectMapper();

    private final String topic;
    private final Reading<?> reading;

    <T> View(Topic<T> topic, Function<T, String> key, Function<T, Instant> time, ToLongFunction<T> version) {
        this.topic = topic.name();
        this.reading = new Reading<>(topic, key, time, version);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String topic() {
        return topic;
    }

    /** @throws InvalidMessageException if the bytes are no message of this view's topic */
    public Row read(byte[] message) throws InvalidMessageException {
        return reading.read(this, message);
    }

    public static Optional<View> named(String wireName) {
        return EnumSet.allOf(View.class).stream()
                .filter(view -> view.wireName().equals(wireName))
                .findFirst();
    }

    public static Set<View> all() {
        return EnumSet.allOf(View.class);
    }

    /** A tag is looked at everywhere, and in single networks and languages: each look is a trend of its own. */
    private static String keyOf(Trend trend) {
        return trend.network() == null && trend.lang() == null
                ? trend.tag()
                : trend.tag() + "|" + Objects.requireNonNullElse(trend.network(), "") + "|"
                        + Objects.requireNonNullElse(trend.lang(), "");
    }

    private record Reading<T>(
            Topic<T> topic, Function<T, String> key, Function<T, Instant> time, ToLongFunction<T> version) {
        Row read(View view, byte[] message) throws InvalidMessageException {
            CloudEvent<T> event = MessageCodec.read(topic, message);
            T data = event.data();
            try {
                // As it was sent: what newer senders tell besides is for newer pages to show.
                JsonNode sent = AS_SENT.readTree(message).get("data");
                byte[] json = AS_SENT.writeValueAsBytes(sent);
                return new Row(view, key.apply(data), time.apply(data), version.applyAsLong(data), json);
            } catch (IOException e) {
                throw new UncheckedIOException("data of " + topic.type() + " was readable a moment ago", e);
            }
        }
    }
}
