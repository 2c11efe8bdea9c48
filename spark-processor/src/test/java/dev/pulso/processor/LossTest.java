package dev.pulso.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.pipeline.PipelineReport;
import dev.pulso.embedded.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that are gone before they are counted: named as gaps, while what is there is counted. A broker that goes and comes.
 * State that is gone: everything is counted again.
 */
class LossTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String WINDOW = "2026-11-23T08:00:00Z|order|/shop";

    private int sent;

    @Test
    void shouldNameWhatIsLostAndGoOn(@TempDir Path dataDir) throws Exception {
        try (Broker broker = new Broker()) {
            try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
                send(broker, 10);
                await().atMost(PATIENCE).until(() -> events(broker) == 10);
                processor.kill();
            }
            send(broker, 7);
            ageOut(broker);
            send(broker, 5);
            try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
                await().atMost(PATIENCE).until(() -> events(broker) == 15);
                await().atMost(PATIENCE).until(() -> gaps(broker).contains("offsets 10 to 17 aged out uncounted"));
                bounce(broker);
                processor.kill();
            }
            makeAnew(broker);
            send(broker, 3);
            try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
                await().atMost(PATIENCE).until(() -> gaps(broker).contains("offsets 0 to 3 were not counted"));
                send(broker, 2);
                await().atMost(PATIENCE).until(() -> events(broker) == 21);
                assertThat(processor.stop()).isIn(0, 143);
            }
        }
    }

    @Test
    void shouldCountEverythingAgainWhenTheStateIsCutShort(@TempDir Path dataDir) throws Exception {
        try (Broker broker = new Broker()) {
            try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
                send(broker, 10);
                await().atMost(PATIENCE).until(() -> events(broker) == 10);
                processor.kill();
            }
            String before = String.join(" ", broker.committedBy());
            halve(dataDir.resolve("spark/counts/state"));
            send(broker, 5);
            try (ChildProcessor processor = ChildProcessor.start(broker.address(), dataDir, 0)) {
                // The new generation counts all 15 beside the 10 of the old one.
                await().atMost(PATIENCE).until(() -> events(broker) == 25);
                await().atMost(PATIENCE).until(broker::caughtUp);
                assertThat(broker.committedBy()).doesNotContainAnyElementsOf(List.of(before.split(" ")));
                assertThat(processor.stop()).isIn(0, 143);
            }
            try (Stream<Path> kept = Files.list(dataDir.resolve("spark"))) {
                assertThat(kept.map(each -> each.getFileName().toString()))
                        .anyMatch(name -> name.startsWith("counts.lost-"));
            }
        }
    }

    private static void halve(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
        }
    }

    private void bounce(Broker broker) {
        broker.kafka.kill();
        broker.kafka.restart();
        send(broker, 4);
        await().atMost(PATIENCE).until(() -> events(broker) == 19);
    }

    private static void ageOut(Broker broker) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        broker.admin
                .listOffsets(broker.partitionsOf(Set.of("pulso.events")).stream()
                        .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                .all()
                .get()
                .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
        broker.admin.deleteRecords(all).all().get();
    }

    private static void makeAnew(Broker broker) throws Exception {
        broker.admin.deleteTopics(List.of("pulso.events")).all().get();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            TopicProvisioner.createMissing(broker.address());
            return broker.written("pulso.events") == 0;
        });
    }

    /** One subject, so that all are in one partition, and few enough for the topic made anew to end before the old place. */
    private void send(Broker broker, int count) {
        for (int i = 0; i < count; i++) {
            broker.send("pulso.events", "c", """
                    {"specversion":"1.0","id":"%d","source":"/shop","type":"order","time":"2026-11-23T08:00:00Z",
                     "subject":"c","data":{}}
                    """.formatted(sent++).getBytes(UTF_8));
        }
        broker.producer.flush();
        assertThat(broker.failures).isEmpty();
    }

    private static long events(Broker broker) {
        return broker.totals().events.getOrDefault(WINDOW, 0L);
    }

    /** Reasons of all gaps ever reported. */
    private static String gaps(Broker broker) throws InvalidMessageException {
        StringBuilder reasons = new StringBuilder();
        for (var record : broker.read(Topics.PIPELINE.name())) {
            PipelineReport report =
                    MessageCodec.read(Topics.PIPELINE, record.value()).data();
            report.gaps().forEach(gap -> reasons.append(gap.reason()).append('\n'));
        }
        return reasons.toString();
    }
}
