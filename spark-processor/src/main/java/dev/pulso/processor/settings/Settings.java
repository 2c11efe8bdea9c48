package dev.pulso.processor.settings;

import dev.pulso.contracts.broker.BrokerSecurity;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the process. Each is read from the system property named beside it, or the environment variable of
 * the same name in upper case with underscores.
 *
 * @param kafka {@code pulso.kafka}: bootstrap servers
 * @param brokerSecurity {@code pulso.kafka.*}: what {@link BrokerSecurity} makes of it for Kafka's clients
 * @param ordersKeyFile {@code pulso.orders.key.file}: key of whoever orders trainings; without it only this machine may
 * @param host {@code pulso.host}: address that the HTTP server binds
 * @param port {@code pulso.processor.port}: port of the HTTP server, 0 for any free one
 * @param checkpoint {@code pulso.processor.checkpoint}: directory (any Hadoop URI) of the checkpoints; by default
 *     {@code spark} under {@code pulso.data.dir}
 * @param master {@code pulso.processor.master}: Spark master when {@code spark-submit} names none
 * @param trigger {@code pulso.processor.trigger}: time between the starts of two batches
 * @param maxOffsetsPerTrigger {@code pulso.processor.max.offsets.per.trigger}: most records of one batch
 * @param shufflePartitions {@code pulso.processor.shuffle.partitions}: fixed with the checkpoint
 * @param stateTtl {@code pulso.processor.state.ttl}: how long a post or event is remembered after it was last seen
 * @param relatedTags {@code pulso.processor.related.tags}: so many tags of a post, from the first, make pairs; 0 for none
 * @param stallAfter {@code pulso.processor.stall.after}: silence of the query after which readiness turns red
 * @param archive {@code pulso.processor.archive.*}
 * @param trends {@code pulso.processor.trends.*}
 * @param segments {@code pulso.processor.segments.*}
 */
public record Settings(
        String kafka,
        Map<String, String> brokerSecurity,
        Optional<Path> ordersKeyFile,
        String host,
        int port,
        String checkpoint,
        String master,
        Duration trigger,
        long maxOffsetsPerTrigger,
        int shufflePartitions,
        Duration stateTtl,
        int relatedTags,
        Duration stallAfter,
        ArchiveSettings archive,
        TrendSettings trends,
        SegmentSettings segments) {

    public Settings {
        brokerSecurity = Map.copyOf(brokerSecurity);
        require(!kafka.isBlank(), "pulso.kafka is empty");
        require(port >= 0 && port <= 65_535, "pulso.processor.port is no port");
        require(!trigger.isNegative(), "pulso.processor.trigger is negative");
        require(maxOffsetsPerTrigger > 0, "pulso.processor.max.offsets.per.trigger is not positive");
        require(shufflePartitions > 0, "pulso.processor.shuffle.partitions is not positive");
        require(stateTtl.compareTo(Duration.ofMinutes(1)) >= 0, "pulso.processor.state.ttl is below PT1M");
        require(relatedTags >= 0 && relatedTags <= 100, "pulso.processor.related.tags is not from 0 to 100");
        require(stallAfter.compareTo(Duration.ofSeconds(10)) >= 0, "pulso.processor.stall.after is below PT10S");
    }

    /**
     * The settings of this process: system properties before environment before defaults.
     *
     * @throws IllegalArgumentException naming the key that is out of bounds or unreadable
     */
    public static Settings load() {
        return of(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .build());
    }

    static Settings of(SmallRyeConfig config) {
        String dataDir = config.getOptionalValue("pulso.data.dir", String.class).orElse(".pulso");
        return new Settings(
                config.getOptionalValue("pulso.kafka", String.class).orElse("127.0.0.1:9092"),
                BrokerSecurity.clientProperties(
                        name -> config.getOptionalValue(name, String.class).orElse(null)),
                config.getOptionalValue("pulso.orders.key.file", Path.class),
                config.getOptionalValue("pulso.host", String.class).orElse("127.0.0.1"),
                config.getOptionalValue("pulso.processor.port", Integer.class).orElse(8084),
                config.getOptionalValue("pulso.processor.checkpoint", String.class)
                        .orElse(dataDir + "/spark"),
                config.getOptionalValue("pulso.processor.master", String.class).orElse("local[4]"),
                config.getOptionalValue("pulso.processor.trigger", Duration.class)
                        .orElse(Duration.ofMillis(500)),
                config.getOptionalValue("pulso.processor.max.offsets.per.trigger", Long.class)
                        .orElse(50_000L),
                config.getOptionalValue("pulso.processor.shuffle.partitions", Integer.class)
                        .orElse(2),
                config.getOptionalValue("pulso.processor.state.ttl", Duration.class)
                        .orElse(Duration.ofDays(30)),
                config.getOptionalValue("pulso.processor.related.tags", Integer.class)
                        .orElse(20),
                config.getOptionalValue("pulso.processor.stall.after", Duration.class)
                        .orElse(Duration.ofMinutes(2)),
                ArchiveSettings.of(config, dataDir),
                TrendSettings.of(config),
                SegmentSettings.of(config, dataDir));
    }

    /** How a Kafka client of our own reaches the brokers; a fresh map to add to. */
    public Map<String, Object> kafkaClient() {
        Map<String, Object> client = new HashMap<>(brokerSecurity);
        client.put("bootstrap.servers", kafka);
        return client;
    }

    /** The same for Spark's sinks. */
    public Map<String, String> kafkaOptions() {
        Map<String, String> options = new HashMap<>();
        kafkaClient().forEach((name, value) -> options.put("kafka." + name, value.toString()));
        return options;
    }

    /** The same for Spark's sources. */
    public Map<String, String> kafkaSourceOptions() {
        Map<String, String> options = kafkaOptions();
        // Spark asks for the ends of the partition after every poll, and the client throws away what else it has
        // fetched: with the usual 500 records a poll a backlog is fetched many times over.
        options.put("kafka.max.poll.records", "10000");
        return options;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
