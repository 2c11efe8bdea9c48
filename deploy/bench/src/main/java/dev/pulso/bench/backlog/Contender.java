package dev.pulso.bench.backlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pulso.bench.load.MeasuredProcess;
import dev.pulso.bench.load.Reading;
import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.hashtag.HashtagDelta;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who works off the backlog. */
enum Contender {
    PULSO("Pulso, counting alone"),
    PULSO_WHOLE("Pulso with archive, trends and related tags"),
    FLINK("Flink 2.0, exactly once, state on the heap"),
    KAFKA_STREAMS("Kafka Streams, exactly_once_v2"),
    CONSUMER("a bare consumer, nothing survives it");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether it says itself when it is done. */
    boolean saysDone() {
        return this == FLINK || this == CONSUMER;
    }

    /** Topic of its answers. */
    String output() {
        return isPulso() ? Topics.HASHTAG_DELTAS.name() : "bench." + name().toLowerCase(Locale.ROOT);
    }

    /** Consumer group that tells how far it has read. */
    String group() {
        return isPulso() ? "pulso-spark-processor" : "bench-kafka-streams";
    }

    boolean isPulso() {
        return this == PULSO || this == PULSO_WHOLE;
    }

    /** @param folder for its state and its output */
    MeasuredProcess start(String kafka, Path folder, int heapMegabytes, List<String> options) throws IOException {
        String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
        List<String> arguments = List.of(
                kafka, Topics.POSTS.name(), output(), folder.resolve("state").toString(), cores);
        Path bench = Path.of("deploy/bench");
        return switch (this) {
            case PULSO, PULSO_WHOLE ->
                start(
                        folder,
                        heapMegabytes,
                        options,
                        Path.of("spark-processor"),
                        "dev.pulso.processor.Main",
                        List.of(),
                        pulso(kafka, folder));
            case FLINK ->
                start(
                        folder,
                        heapMegabytes,
                        List.of(),
                        bench.resolve("baseline-flink"),
                        "dev.pulso.bench.flink.WindowedCounts",
                        arguments,
                        Map.of());
            case KAFKA_STREAMS ->
                start(
                        folder,
                        heapMegabytes,
                        List.of(),
                        bench.resolve("baseline-kafka-streams"),
                        "dev.pulso.bench.kafkastreams.WindowedCounts",
                        arguments,
                        Map.of());
            case CONSUMER ->
                start(folder, heapMegabytes, List.of(), bench, BareConsumer.class.getName(), arguments, Map.of());
        };
    }

    private static MeasuredProcess start(
            Path folder,
            int heapMegabytes,
            List<String> options,
            Path module,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment)
            throws IOException {
        Path target = module.resolve("target");
        String classPath = target.resolve("classes") + ":" + target.resolve("lib") + "/*";
        return MeasuredProcess.start(
                heapMegabytes, options, classPath, mainClass, arguments, environment, folder.resolve("output.log"));
    }

    private Map<String, String> pulso(String kafka, Path folder) {
        String whole = Boolean.toString(this == PULSO_WHOLE);
        return Map.of(
                "PULSO_KAFKA",
                kafka,
                "PULSO_DATA_DIR",
                folder.toString(),
                "PULSO_PROCESSOR_PORT",
                "0",
                "PULSO_PROCESSOR_ARCHIVE_ENABLED",
                whole,
                "PULSO_PROCESSOR_TRENDS_ENABLED",
                whole,
                "PULSO_PROCESSOR_SEGMENTS_ENABLED",
                "false",
                // The others count no pairs of tags.
                "PULSO_PROCESSOR_RELATED_TAGS",
                this == PULSO_WHOLE ? "20" : "0");
    }

    /** What it answers, by {@code windowStart|tag|network|lang}. */
    Map<String, Long> answers(String kafka) {
        return isPulso() ? deltas(kafka) : counts(kafka);
    }

    /** As results-service adds them: a delta counts if its batch is newer than the last one of its key. */
    private static Map<String, Long> deltas(String kafka) {
        Map<String, Long> lastBatch = new HashMap<>();
        Map<String, Long> totals = new HashMap<>();
        Reading.all(kafka, Topics.HASHTAG_DELTAS.name(), message -> {
            HashtagDelta delta = delta(message.value());
            if (lastBatch.getOrDefault(delta.key(), -1L) < delta.batch()) {
                lastBatch.put(delta.key(), delta.batch());
                totals.merge(delta.key(), delta.posts(), Long::sum);
            }
        });
        return totals;
    }

    private static HashtagDelta delta(byte[] value) {
        try {
            return MessageCodec.read(Topics.HASHTAG_DELTAS, value).data();
        } catch (InvalidMessageException e) {
            throw new IllegalStateException("a delta that breaks the contract", e);
        }
    }

    /** Flink says each window once, Kafka Streams says a window again when it has grown. */
    private Map<String, Long> counts(String kafka) {
        Map<String, Long> totals = new HashMap<>();
        Reading.all(
                kafka,
                output(),
                message -> totals.merge(
                        new String(message.key(), UTF_8),
                        Long.valueOf(new String(message.value(), UTF_8)),
                        this == FLINK ? Long::sum : (before, now) -> now));
        return totals;
    }
}
