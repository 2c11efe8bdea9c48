package dev.pulso.bench.latency;

import dev.pulso.bench.load.MadePost;
import dev.pulso.bench.load.Zipf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Posts at an even rate, twenty probes a second among them. */
final class SteadyLoad {
    private static final int TICKS_A_SECOND = 20;
    private static final int TAGS = 500;
    private static final int AUTHORS = 20_000;

    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Random random = new Random(7);
    private final Zipf zipf = new Zipf(TAGS, 1.0);
    private final String kafka;
    private long number;

    SteadyLoad(String kafka) {
        this.kafka = kafka;
    }

    /** Sends for so long; returns when everything is acknowledged. */
    Probes send(int postsASecond, Duration duration) throws InterruptedException {
        Probes probes = new Probes();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 5, "compression.type", "lz4");
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = clock.scheduleAtFixedRate(
                    () -> tick(producer, postsASecond / TICKS_A_SECOND, probes),
                    0,
                    1_000 / TICKS_A_SECOND,
                    TimeUnit.MILLISECONDS);
            var unusedEnd = clock.schedule(clock::shutdown, duration.toMillis(), TimeUnit.MILLISECONDS);
            if (!clock.awaitTermination(duration.toMillis() * 3, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the load does not end");
            }
        } finally {
            clock.shutdownNow();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("posts were not accepted", failure.get());
        }
        return probes;
    }

    private void tick(KafkaProducer<byte[], byte[]> producer, int posts, Probes probes) {
        for (int i = 0; i < posts; i++) {
            boolean probe = i == 0;
            String tag = probe ? "probe" + Instant.now().toEpochMilli() + "x" + number : "tag" + zipf.next(random);
            MadePost post = new MadePost("bench", number++, random.nextInt(AUTHORS), "en", List.of(tag), Instant.now());
            var unused = producer.send(new ProducerRecord<>("pulso.posts", post.key(), post.json()), (sent, fault) -> {
                if (fault != null) {
                    failure.set(fault);
                } else if (probe) {
                    probes.accepted(tag, sent.timestamp());
                }
            });
        }
    }
}
