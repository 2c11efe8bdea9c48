package dev.pulso.dashboard.topics;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads every result topic from a bounded look-back into the feed, on a thread of its own, without a group: each replica
 * sees every record, commits nothing and needs no rebalance. Ends when closed; until then every failure is retried.
 */
public final class TopicReader implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final TopicConnector connector;
    private final LiveFeed feed;
    private final ReaderState state;
    private final LongAdder unreadable = new LongAdder();
    private final Map<TopicPartition, View> assigned = new HashMap<>();
    private final Thread thread = new Thread(this, "result-topics");
    private volatile boolean closed;

    public TopicReader(TopicConnector connector, LiveFeed feed, ReaderState state) {
        this.connector = connector;
        this.feed = feed;
        this.state = state;
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (!closed) {
            try (TopicConnection connection = connector.open()) {
                assigned.clear();
                read(connection);
            } catch (InterruptException | WakeupException e) {
                closed = true;
            } catch (KafkaException e) {
                state.away();
                LOG.warnf(
                        "result topics cannot be read, retrying: cause=%s",
                        e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private void read(TopicConnection connection) {
        Instant nextLook = Instant.MIN;
        while (!closed) {
            Instant now = Instant.now();
            if (now.isAfter(nextLook)) {
                Map<TopicPartition, View> added = connection.assignNewTopics(feed);
                if (!added.isEmpty()) {
                    assigned.putAll(added);
                    feed.batchDone();
                }
                nextLook = now.plus(connector.topicCheck());
                state.seen(now);
            }
            poll(connection.consumer());
            if (!state.isCaughtUp() && connection.reachedFirstEnds()) {
                state.caughtUp();
                LOG.infof("caught up with the result topics: hashtags=%d", feed.size(View.HASHTAGS));
            }
        }
    }

    private void poll(Consumer<byte[], byte[]> consumer) {
        if (assigned.isEmpty()) {
            pause();
            return;
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> message : records) {
            take(message);
        }
        for (TopicPartition partition : records.partitions()) {
            View view = assigned.get(partition);
            if (view != null) {
                // Past transaction markers too, which are no records but have offsets.
                feed.advance(view, partition.partition(), consumer.position(partition));
            }
        }
        if (!records.isEmpty()) {
            feed.batchDone();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        View view = assigned.get(new TopicPartition(message.topic(), message.partition()));
        if (view == null) {
            return;
        }
        if (message.value() == null) {
            feed.delete(view, message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8));
            return;
        }
        try {
            feed.apply(message.partition(), message.offset(), view.read(message.value()));
        } catch (InvalidMessageException e) {
            unreadable.increment();
            LOG.debugf(
                    "unreadable message skipped: topic=%s partition=%d offset=%d",
                    message.topic(), message.partition(), message.offset());
        }
    }

    /** Messages skipped because they broke the contract of their topic. */
    public long unreadable() {
        return unreadable.sum();
    }

    private void pause() {
        try {
            Thread.sleep(BACK_OFF.toMillis());
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            // It looks ten times a second. A client that is interrupted cannot close its connections and says so as an
            // error.
            thread.join(Duration.ofSeconds(2).toMillis());
            thread.interrupt();
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
