package dev.pulso.ingest.rejected;

import dev.pulso.contracts.Topics;
import dev.pulso.ingest.feed.ReadOnly;
import dev.pulso.ingest.feed.TopicFeed;
import dev.pulso.ingest.problem.ProblemException;
import dev.pulso.ingest.problem.ProblemType;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The dead letters of {@code pulso.events.rejected}. */
@Startup
@Singleton
class Letters {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FETCH_NANOS = Duration.ofSeconds(3).toNanos();

    private final Map<String, Object> broker;
    private final LetterIndex index;
    private final TopicFeed feed;

    Letters(@Identifier("default-kafka-broker") Map<String, Object> broker, RejectedConfig config) {
        this.broker = broker;
        this.index = new LetterIndex(config.keep());
        this.feed = new TopicFeed(broker, Topics.REJECTED.name(), config.keep(), this::read).start();
    }

    /** @throws ProblemException if the topic has not been read yet */
    LetterIndex index() {
        if (!feed.loaded()) {
            throw away();
        }
        return index;
    }

    /** @throws ProblemException if there is none of that id */
    DeadLetter find(String id) {
        DeadLetter letter = index().find(id);
        if (letter == null) {
            throw unknown();
        }
        return letter;
    }

    /** The record of a dead letter, fetched from the broker. */
    ConsumerRecord<byte[], byte[]> fetch(DeadLetter letter) {
        TopicPartition partition = new TopicPartition(Topics.REJECTED.name(), letter.partition());
        long end = System.nanoTime() + FETCH_NANOS;
        try (KafkaConsumer<byte[], byte[]> consumer = ReadOnly.consumer(broker)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, letter.offset());
            while (System.nanoTime() - end < 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() == letter.offset()) {
                        return record;
                    }
                    // Its time in the topic is over.
                    throw unknown();
                }
            }
        } catch (KafkaException e) {
            throw away();
        }
        throw away();
    }

    boolean await(int partition, long offset, Duration atMost) {
        return feed.await(partition, offset, atMost);
    }

    @PreDestroy
    void close() {
        feed.close();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        LetterCodec.Whole whole = LetterCodec.read(record);
        if (whole != null) {
            index.add(whole.letter());
        }
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "there is no dead letter of this id, or no longer");
    }

    static ProblemException away() {
        return new ProblemException(ProblemType.BROKER_AWAY, "the dead letters cannot be read or written now");
    }
}
