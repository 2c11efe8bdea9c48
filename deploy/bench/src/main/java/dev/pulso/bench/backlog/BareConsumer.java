package dev.pulso.bench.backlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pulso.bench.load.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The least that gives the answer: read, forget duplicates, count in a map, write. A kill loses everything. */
public final class BareConsumer {
    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(Event.class);

    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> counts = new HashMap<>();

    record Event(Post data) {}

    record Post(String network, String postId, String lang, List<Tag> hashtags, String createdAt) {}

    record Tag(String tag) {}

    private BareConsumer() {}

    /** @param args bootstrap servers, topic to read, topic to write */
    public static void main(String[] args) throws IOException {
        BareConsumer consumer = new BareConsumer();
        Reading.all(args[0], args[1], message -> consumer.take(message.value()));
        consumer.write(args[0], args[2]);
        System.out.println("DONE");
        while (System.in.read() >= 0) {
            // the parent reads the CPU time and ends this process
        }
    }

    private void take(byte[] message) {
        Post post = read(message);
        if (seen.add(post.network + ":" + post.postId)) {
            Instant window = Instant.parse(post.createdAt).truncatedTo(ChronoUnit.MINUTES);
            String suffix = "|" + post.network + "|" + post.lang;
            post.hashtags.stream()
                    .map(Tag::tag)
                    .distinct()
                    .forEach(tag -> counts.merge(window + "|" + tag + suffix, 1L, Long::sum));
        }
    }

    private static Post read(byte[] message) {
        try {
            return READER.<Event>readValue(message).data();
        } catch (IOException e) {
            throw new UncheckedIOException("no post", e);
        }
    }

    private void write(String kafka, String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 5);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            counts.forEach((key, count) -> {
                var unused = producer.send(new ProducerRecord<>(
                        topic, key.getBytes(UTF_8), Long.toString(count).getBytes(UTF_8)));
            });
        }
    }
}
