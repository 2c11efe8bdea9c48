package dev.pulso.bench.backlog;

import dev.pulso.bench.load.MeasuredProcess;
import dev.pulso.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One contender at work on the backlog, until everything is answered. */
final class Trial {
    private static final Duration DEADLINE = Duration.ofMinutes(6);
    private static final Duration TICK = Duration.ofMillis(200);
    /** Kafka Streams does not say when it has finished: so long must its answers have stood still. */
    private static final Duration STANDSTILL = Duration.ofSeconds(6);
    /** Markers of transactions keep a committed offset from ever reaching the end. */
    private static final long MARKERS = 2;

    private final Contender contender;
    private final Admin admin;
    private final Path folder;

    /** @param cpu of the process from its start to its last answer, its start included */
    record Outcome(Contender contender, Duration cpu, Duration wall, Verdict verdict) {}

    private record Moment(Duration cpu, Duration age, long answered) {}

    Trial(Contender contender, Admin admin, Path folder) {
        this.contender = contender;
        this.admin = admin;
        this.folder = folder;
    }

    Outcome run(String kafka, Map<String, Long> truth, int heapMegabytes, List<String> options)
            throws IOException, ExecutionException, InterruptedException {
        Files.createDirectories(folder);
        try (MeasuredProcess process = contender.start(kafka, folder, heapMegabytes, options)) {
            Moment last = new Moment(Duration.ZERO, Duration.ZERO, 0);
            while (true) {
                Thread.sleep(TICK.toMillis());
                Moment now = new Moment(process.cpu(), process.age(), written(contender.output()));
                if (process.exitCode() != null || now.age.compareTo(DEADLINE) > 0) {
                    throw new IllegalStateException(contender + " has failed, see " + folder.resolve("output.log"));
                }
                if (now.answered != last.answered) {
                    last = now;
                }
                if (contender.saysDone() && saysDone()) {
                    last = now;
                    break;
                }
                if (!contender.saysDone() && last.answered > 0 && isRead() && stoodStill(last, now)) {
                    break;
                }
            }
            return new Outcome(contender, last.cpu, last.age, Verdict.of(truth, contender.answers(kafka)));
        }
    }

    private boolean stoodStill(Moment last, Moment now) {
        return now.age.minus(last.age).compareTo(STANDSTILL) > 0;
    }

    private boolean saysDone() throws IOException {
        return Files.readString(folder.resolve("output.log")).contains("DONE");
    }

    private boolean isRead() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(contender.group())
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> ends = ends(Set.of(Topics.POSTS.name()));
        ends.putAll(ends(read.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet())));
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || (read.get(end.getKey()) != null
                                && read.get(end.getKey()).offset() + MARKERS >= end.getValue()));
    }

    private long written(String topic) throws ExecutionException, InterruptedException {
        return ends(Set.of(topic)).values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<TopicPartition, Long> ends(Set<String> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions =
                admin.describeTopics(topics).allTopicNames().get().values().stream()
                        .flatMap(topic -> topic.partitions().stream()
                                .map(each -> new TopicPartition(topic.name(), each.partition())))
                        .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }
}
