package dev.pulso.dashboard.topics;

import dev.pulso.dashboard.live.LiveConfig;
import dev.pulso.dashboard.live.LiveFeed;
import dev.pulso.dashboard.live.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** One consumer and one admin client, used by one thread. */
final class TopicConnection implements AutoCloseable {
    /** Records are appended after the window they speak of began; this covers clocks that disagree. */
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(10);

    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final LiveConfig config;
    private final Map<View, TopicDescription> known = new EnumMap<>(View.class);
    private final Map<TopicPartition, Long> firstEnds = new HashMap<>();

    TopicConnection(Admin admin, Consumer<byte[], byte[]> consumer, LiveConfig config) {
        this.admin = admin;
        this.consumer = consumer;
        this.config = config;
    }

    Consumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** Assigns topics that have appeared, or were made anew, since the last call. Topics may come late or never. */
    Map<TopicPartition, View> assignNewTopics(LiveFeed feed) {
        Map<View, TopicDescription> fresh = new EnumMap<>(View.class);
        describe().forEach((view, topic) -> {
            TopicDescription before = known.get(view);
            if (before == null || !isSame(before, topic)) {
                fresh.put(view, topic);
            }
        });
        Map<TopicPartition, View> added = new HashMap<>();
        fresh.forEach((view, topic) -> partitions(topic).forEach(partition -> added.put(partition, view)));
        if (added.isEmpty()) {
            return added;
        }
        List<TopicPartition> all = new ArrayList<>(consumer.assignment());
        added.keySet().stream().filter(partition -> !all.contains(partition)).forEach(all::add);
        consumer.assign(all);
        consumer.endOffsets(added.keySet()).forEach(firstEnds::putIfAbsent);
        Map<TopicPartition, Long> starts = starts(added);
        starts.forEach(consumer::seek);
        fresh.forEach((view, topic) -> feed.begin(
                view,
                incarnation(topic),
                partitions(topic).stream().map(starts::get).toList()));
        known.putAll(fresh);
        return added;
    }

    /** True when every partition has been read to the end it had when it was first seen. */
    boolean reachedFirstEnds() {
        return !firstEnds.isEmpty()
                && firstEnds.entrySet().stream()
                        .allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    }

    private Map<View, TopicDescription> describe() {
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        View.all().stream().map(View::topic).toList())
                .topicNameValues();
        Map<View, TopicDescription> found = new EnumMap<>(View.class);
        for (View view : View.all()) {
            try {
                KafkaFuture<TopicDescription> answer = answers.get(view.topic());
                if (answer != null) {
                    found.put(view, answer.get());
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaException("topics cannot be described", e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
        return found;
    }

    private Map<TopicPartition, Long> starts(Map<TopicPartition, View> added) {
        Instant now = Instant.now();
        Map<TopicPartition, Long> times = new HashMap<>();
        added.forEach((partition, view) -> times.put(
                partition, now.minus(config.horizonOf(view)).minus(CLOCK_SLACK).toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> byTime = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(added.keySet());
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : added.keySet()) {
            OffsetAndTimestamp at = byTime.get(partition);
            // Nothing younger than the look-back: only what comes from now on matters.
            starts.put(partition, at == null ? ends.getOrDefault(partition, 0L) : at.offset());
        }
        return starts;
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return IntStream.range(0, topic.partitions().size())
                .mapToObj(p -> new TopicPartition(topic.name(), p))
                .toList();
    }

    private static boolean isSame(TopicDescription before, TopicDescription now) {
        return before.topicId().equals(now.topicId())
                && before.partitions().size() == now.partitions().size();
    }

    /** Short, because it is in every id; two lives of one topic sharing 32 bits is a chance we take. */
    private static String incarnation(TopicDescription topic) {
        return Long.toHexString(topic.topicId().getLeastSignificantBits() & 0xFFFF_FFFFL);
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
    }
}
