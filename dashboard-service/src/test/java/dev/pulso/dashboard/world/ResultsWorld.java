package dev.pulso.dashboard.world;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topic;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.activity.ActivityWindow;
import dev.pulso.contracts.hashtag.HashtagWindow;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.embedded.KafkaBroker;
import dev.pulso.embedded.TopicProvisioner;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Stands where results-service stands: publishes absolute values to a real broker and remembers the truth. */
public final class ResultsWorld implements AutoCloseable {
    private final KafkaBroker broker;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, HashtagWindow> hashtags = new ConcurrentHashMap<>();
    private final Map<String, ActivityWindow> activity = new ConcurrentHashMap<>();

    public ResultsWorld() {
        broker = KafkaBroker.start();
        TopicProvisioner.createMissing(broker.bootstrapServers());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Start of a minute, so many minutes ago. */
    public static Instant minute(int ago) {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(ago));
    }

    /** Adds posts to a window and publishes its new absolute value. */
    public void posts(Instant start, String tag, String network, String lang, long more) {
        HashtagWindow fresh = new HashtagWindow(start, null, tag, tag, network, lang, 0, 0, 0, 0);
        HashtagWindow now = hashtags.merge(
                fresh.key(),
                new HashtagWindow(start, null, tag, display(tag), network, lang, more, more / 4, more, 1),
                (known, added) -> new HashtagWindow(
                        start,
                        null,
                        tag,
                        known.display(),
                        network,
                        lang,
                        known.posts() + more,
                        known.reposts() + more / 4,
                        known.authors() + more,
                        known.version() + 1));
        send(Topics.HASHTAGS, now.key(), now.key() + "/" + now.version(), now);
    }

    public void events(Instant start, String type, long more, String value) {
        ActivityWindow added = new ActivityWindow(start, null, type, "/test", more, more, new BigDecimal(value), 1);
        ActivityWindow now = activity.merge(
                added.key(),
                added,
                (known, a) -> new ActivityWindow(
                        start,
                        null,
                        type,
                        "/test",
                        known.events() + more,
                        known.subjects() + more,
                        new BigDecimal(value).add(known.valueSum()),
                        known.version() + 1));
        send(Topics.ACTIVITY, now.key(), now.key() + "/" + now.version(), now);
    }

    public void report(String component, PipelineReport.Status status, Map<String, Double> metrics) {
        report(component, status, metrics, List.of(), List.of());
    }

    public void report(
            String component,
            PipelineReport.Status status,
            Map<String, Double> metrics,
            List<PipelineReport.Gap> gaps,
            List<PipelineReport.SourceState> sources) {
        Instant at = Instant.now();
        send(
                Topics.PIPELINE,
                component,
                component + "/" + at,
                new PipelineReport(component, at, status, metrics, gaps, sources));
    }

    public <T> void send(Topic<T> topic, String key, String id, T data) {
        CloudEvent<T> event =
                new CloudEvent<>(id, "/pulso/results-service", topic.type(), key, Instant.now(), null, data);
        raw(topic.name(), key, MessageCodec.write(event));
    }

    public void raw(String topic, String key, byte @Nullable [] value) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
        message.headers().add("content-type", CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        producer.send(message);
    }

    public void flush() {
        producer.flush();
    }

    /** The truth: every window ever published, latest value. */
    public Collection<HashtagWindow> truth() {
        return List.copyOf(hashtags.values());
    }

    public Collection<ActivityWindow> activity() {
        return List.copyOf(activity.values());
    }

    public KafkaBroker broker() {
        return broker;
    }

    private static String display(String tag) {
        return tag.substring(0, 1).toUpperCase(Locale.ROOT) + tag.substring(1);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        broker.close();
    }
}
