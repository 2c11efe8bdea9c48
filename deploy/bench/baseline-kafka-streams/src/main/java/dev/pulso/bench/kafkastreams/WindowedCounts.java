package dev.pulso.bench.kafkastreams;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;

/**
 * Each post once, its hashtags counted per minute of event time: exactly once, state in RocksDB, 10 s of grace. The key of the
 * topic is the post, so that finding duplicates takes no repartitioning. Runs until it is ended.
 */
public final class WindowedCounts {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** The default of 100 ms under exactly-once costs CPU for latency that a backlog does not ask for. */
    private static final int COMMIT_EVERY_MILLIS = 1_000;

    private WindowedCounts() {}

    /** @param args bootstrap servers, topic to read, topic to write, folder of the state, number of cores */
    public static void main(String[] args) throws InterruptedException {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-kafka-streams");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, args[3]);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.parseInt(args[4]));
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_EVERY_MILLIS);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        StreamsBuilder program = new StreamsBuilder();
        program.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Once.STORE), Serdes.String(), Serdes.ByteArray()));
        Serde<Post> posts = Serdes.serdeFrom((topic, post) -> new byte[0], (topic, message) -> Post.read(message));
        program.stream(
                        args[1],
                        Consumed.with(Serdes.String(), posts)
                                .withTimestampExtractor(
                                        (post, partitionTime) -> ((Post) post.value()).createdAtMillis()))
                .processValues(Once::new, Once.STORE)
                .flatMap((key, post) ->
                        post.uses().map(use -> KeyValue.pair(use, "")).toList())
                .groupByKey(Grouped.with("uses", Serdes.String(), Serdes.String()))
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
                .count()
                .toStream((use, count) -> use.window().startTime() + "|" + use.key())
                .mapValues(count -> Long.toString(count))
                .to(args[2], Produced.with(Serdes.String(), Serdes.String()));
        KafkaStreams streams = new KafkaStreams(program.build(), settings);
        streams.start();
        new CountDownLatch(1).await();
    }
}
