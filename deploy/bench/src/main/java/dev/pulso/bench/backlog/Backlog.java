package dev.pulso.bench.backlog;

import dev.pulso.bench.load.MadePost;
import dev.pulso.bench.load.Zipf;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Posts that span an hour of event time, one in fifty of them sent twice, and the exact answer.
 *
 * @param posts number of distinct posts
 */
record Backlog(int posts, boolean inOrder, long seed) {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration SPAN = Duration.ofHours(1);
    private static final int TAGS = 1_000;
    private static final int AUTHORS = 50_000;
    private static final int SENT_TWICE = 50;
    private static final List<String> LANGUAGES = List.of("en", "en", "en", "es", "pt");

    /** Writes it to a topic, keyed by post, and returns the true count of each {@code windowStart|tag|network|lang}. */
    Map<String, Long> write(String kafka, String topic) {
        Map<String, Long> truth = new HashMap<>();
        List<MadePost> all = new ArrayList<>(posts + posts / SENT_TWICE);
        Random random = new Random(seed);
        Zipf zipf = new Zipf(TAGS, 1.1);
        for (int i = 0; i < posts; i++) {
            MadePost post = post(i, random, zipf);
            String window = post.createdAt().truncatedTo(ChronoUnit.MINUTES) + "|";
            post.tags()
                    .forEach(
                            tag -> truth.merge(window + tag + "|" + post.network() + "|" + post.lang(), 1L, Long::sum));
            all.add(post);
            if (i % SENT_TWICE == 0) {
                all.add(post);
            }
        }
        if (!inOrder) {
            Collections.shuffle(all, random);
        }
        send(kafka, topic, all);
        return truth;
    }

    private MadePost post(int number, Random random, Zipf zipf) {
        String first = "tag" + zipf.next(random);
        String second = "tag" + zipf.next(random);
        boolean two = random.nextBoolean() && !first.equals(second);
        return new MadePost(
                "bench",
                number,
                random.nextInt(AUTHORS),
                LANGUAGES.get(random.nextInt(LANGUAGES.size())),
                two ? List.of(first, second) : List.of(first),
                START.plusMillis(SPAN.toMillis() * number / posts));
    }

    private static void send(String kafka, String topic, List<MadePost> posts) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka,
                "acks",
                "all",
                "linger.ms",
                20,
                "batch.size",
                131_072,
                "compression.type",
                "lz4");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (MadePost post : posts) {
                var unused = producer.send(new ProducerRecord<>(topic, post.key(), post.json()), (sent, fault) -> {
                    if (fault != null) {
                        failure.set(fault);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the backlog is not whole", failure.get());
        }
    }
}
