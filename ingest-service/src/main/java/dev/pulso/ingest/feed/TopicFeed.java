package dev.pulso.ingest.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands every record of a topic to a reader, in the order of each partition, and stays at its end. After a fault it
 * begins again, so the reader must bear seeing a record twice.
 */
public final class TopicFeed implements AutoCloseable {
    /** Value of {@code last}: all there is. */
    public static final long ALL = Long.MAX_VALUE;

    private static final Logger LOG = Logger.getLogger(TopicFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 500;

    private final Map<String, Object> broker;
    private final String topic;
    private final long last;
    private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
    private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean loaded;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> current;

    /**
     * @param broker how to reach it, as Kafka's clients take it
     * @param last how many records of each partition to begin with, or {@link #ALL}
     * @param reader called by one thread only; must not throw
     */
    public TopicFeed(
            Map<String, Object> broker, String topic, long last, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        this.broker = broker;
        this.topic = topic;
        this.last = last;
        this.reader = reader;
        this.thread = new Thread(this::run, "feed-" + topic);
        this.thread.setDaemon(true);
    }

    public TopicFeed start() {
        thread.start();
        return this;
    }

    /** Whether everything that was there at the start has been read. */
    public boolean loaded() {
        return loaded;
    }

    /** @return whether the record has been read within the time */
    public boolean await(int partition, long offset, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (positions) {
            while (positions.getOrDefault(partition, 0L) <= offset) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    positions.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<byte[], byte[]> reading = current;
        if (reading != null) {
            // The only call another thread may make; an interrupt would break the consumer's own closing.
            reading.wakeup();
        }
    }

    private void run() {
        boolean told = false;
        while (!stopped(0)) {
            try (KafkaConsumer<byte[], byte[]> consumer = ReadOnly.consumer(broker)) {
                current = consumer;
                follow(consumer);
            } catch (KafkaException e) {
                if (!told && !stopped(0)) {
                    LOG.warnf(
                            "cannot read %s: %s; trying on", topic, e.getClass().getSimpleName());
                }
                told = true;
            }
            current = null;
            if (stopped(PAUSE_MILLIS)) {
                return;
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = ReadOnly.partitions(consumer, topic, ANSWER);
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ANSWER);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            consumer.seek(partition, last == ALL ? begin : Math.max(begin, ends.getOrDefault(partition, begin) - last));
        }
        while (!stopped(0)) {
            consumer.poll(POLL).forEach(reader);
            boolean caughtUp = true;
            for (TopicPartition partition : partitions) {
                long position = consumer.position(partition, ANSWER);
                positions.put(partition.partition(), position);
                caughtUp &= position >= ends.getOrDefault(partition, 0L);
            }
            loaded |= caughtUp;
            synchronized (positions) {
                positions.notifyAll();
            }
        }
    }

    private boolean stopped(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
