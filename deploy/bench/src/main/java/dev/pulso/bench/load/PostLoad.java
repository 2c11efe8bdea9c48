package dev.pulso.bench.load;

import dev.pulso.contracts.CloudEvent;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.post.Post;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes posts to {@code pulso.posts} at a set rate, as any other system may: idempotent, {@code acks=all}. */
public final class PostLoad implements AutoCloseable {
    private static final int TICK_MILLIS = 50;
    private static final List<Header> HEADERS =
            List.of(new RecordHeader("content-type", CloudEvent.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8)));

    private final PostPlan plan;
    private final int perTick;
    private final Book book = new Book();
    private final Timeline timeline = new Timeline();
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();

    /** @param rate posts a second */
    public PostLoad(String bootstrapServers, PostPlan plan, int rate) {
        this.plan = plan;
        this.perTick = Math.max(1, rate * TICK_MILLIS / 1000);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        // Outlasts every outage of the suite: an unsent post would be a hole in the plan.
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        240_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        120_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void start() {
        var ignored = ticker.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    public Book book() {
        return book;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** Stops and waits until the broker has answered for everything. */
    public void finish(Duration atMost) {
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(atMost.toSeconds(), TimeUnit.SECONDS)) {
                ticker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(atMost);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }

    private void tick() {
        try {
            for (int i = 0; i < perTick; i++) {
                send(plan.next());
            }
        } catch (RuntimeException e) {
            timeline.note(System.nanoTime(), false, e.getClass().getSimpleName());
        }
    }

    private void send(PostPlan.Step step) {
        book.sending(step.id());
        long began = System.nanoTime();
        var ignored = producer.send(record(step), (metadata, failure) -> {
            if (failure == null) {
                book.note(step.id(), Outcome.OK);
            }
            timeline.note(
                    began,
                    failure == null,
                    failure == null ? "ok" : failure.getClass().getSimpleName());
        });
    }

    private static ProducerRecord<byte[], byte[]> record(PostPlan.Step step) {
        Post post = step.post();
        CloudEvent<Post> event = new CloudEvent<>(
                post.network() + ":" + step.id(),
                "/pulso/bench",
                Topics.POSTS.type(),
                post.key(),
                post.observedAt(),
                null,
                post);
        return new ProducerRecord<>(
                Topics.POSTS.name(),
                null,
                post.key().getBytes(StandardCharsets.UTF_8),
                MessageCodec.write(event),
                HEADERS);
    }
}
