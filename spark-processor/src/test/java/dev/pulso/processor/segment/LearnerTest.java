package dev.pulso.processor.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.contracts.InvalidMessageException;
import dev.pulso.contracts.MessageCodec;
import dev.pulso.contracts.Topics;
import dev.pulso.contracts.segment.Member;
import dev.pulso.contracts.segment.Segmentation;
import dev.pulso.contracts.segment.Segmentation.Verdict;
import dev.pulso.processor.segment.definition.Definition;
import dev.pulso.processor.segment.definition.Definitions;
import dev.pulso.processor.segment.publish.Publisher;
import dev.pulso.processor.segment.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segmentation between trainings: who comes, who changes, who is erased, and when all have changed. */
class LearnerTest {
    private final Definition customers = Definitions.shipped().get("customers");
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer());
    private final Map<String, String> told = new HashMap<>();
    private final List<Segmentation> runs = new ArrayList<>();
    private final Given source = Shoppers.of(0, 240);

    @TempDir
    Path directory;

    @Test
    void shouldPlaceWhoComesAndTrainWhenAllHaveChanged() throws Exception {
        try (Learner learner = learner()) {
            learner.check();
            assertThat(take()).isEqualTo(240);
            assertThat(runs).extracting(Segmentation::verdict).containsExactly(Verdict.PROMOTED);
            assertThat(runs.get(0).parameters()).containsEntry("cause", "SCHEDULE");
            assertThat(runs.get(0).metrics()).doesNotContainKey("psi");
            learner.check();
            assertThat(take()).isZero();

            // Three new ones, one of each kind; and a lapsed one buys like a regular.
            source.with(Shoppers.records(240, 243));
            source.with(as(Shoppers.records(300, 301), "c300", "c2"));
            learner.check();
            assertThat(take()).isEqualTo(4);
            assertThat(told.get("c240")).isEqualTo(told.get("c0")).isEqualTo(told.get("c2"));
            assertThat(told.get("c241")).isEqualTo(told.get("c1"));
            assertThat(told.get("c242")).isEqualTo(told.get("c5"));
            learner.check();
            assertThat(take()).isZero();
            assertThat(runs).hasSize(1);

            // Every lapsed customer comes back.
            for (int customer = 5; customer < 240; customer += 3) {
                source.with(as(Shoppers.records(300, 301), "c300", "c" + customer));
            }
            learner.check();
            take();
            assertThat(runs).hasSize(2);
            assertThat(runs.get(1).parameters()).containsEntry("cause", "DRIFT");
            assertThat(runs.get(1).metrics().get("psi")).isGreaterThan(0.25);
            assertThat(runs.get(1).metrics()).containsKeys("psi.recencyDays", "psi.frequency", "psi.monetary");
            learner.check();
            assertThat(take()).isZero();
            assertThat(runs).hasSize(2);
        }
    }

    @Test
    void shouldEraseForGood() throws Exception {
        String example;
        try (Learner learner = learner()) {
            learner.train();
            take();
            example = runs.get(0).segments().get(0).examples().get(0);
            learner.erase(example);
            // A kill before it is carried out.
        }
        try (Learner learner = learner()) {
            learner.check();
            assertThat(kafka.history().stream().filter(each -> each.value() == null))
                    .extracting(each -> new String(each.key(), UTF_8))
                    .containsExactly("customers|" + example);
            take();
            assertThat(told).hasSize(239).doesNotContainKey(example);
            assertThat(runs.get(runs.size() - 1).segments())
                    .allMatch(segment -> !segment.examples().contains(example));
            assertThat(members(1)).hasSize(239).doesNotContainKey(example);

            // Its records come again, and new ones of it.
            source.with(Shoppers.records(0, 240));
            learner.check();
            learner.train();
            take();
            assertThat(members(2)).hasSize(239).doesNotContainKey(example);
            learner.rollback(1);
            take();
            assertThat(told).hasSize(239).doesNotContainKey(example);
        }
        // Without what was told, all are told again, as if they had been in no segment.
        delete(directory.resolve("features"));
        told.clear();
        try (Learner learner = learner()) {
            learner.train();
            take();
            assertThat(told).hasSize(239).doesNotContainKey(example);
            assertThat(runs.get(runs.size() - 1).entities()).isEqualTo(239);
        }
    }

    private Learner learner() {
        return new Learner(TestSpark.session(), customers, source, directory, new Publisher(kafka), Clock.systemUTC());
    }

    /** Takes what was sent since the last call; how many members it told of. */
    private int take() throws InvalidMessageException {
        int members = 0;
        for (ProducerRecord<byte[], byte[]> record : kafka.history()) {
            if (record.value() == null) {
                told.remove(new String(record.key(), UTF_8).substring("customers|".length()));
            } else if (record.topic().equals(Topics.MEMBERS.name())) {
                Member member =
                        MessageCodec.read(Topics.MEMBERS, record.value()).data();
                assertThat(member.previousSegment()).isEqualTo(told.get(member.entity()));
                told.put(member.entity(), member.segment());
                members++;
            } else {
                runs.add(MessageCodec.read(Topics.SEGMENTATIONS, record.value()).data());
            }
        }
        told.values().removeIf(segment -> segment == null);
        kafka.clear();
        return members;
    }

    private Map<String, String> members(long version) {
        Registry registry = new Registry(directory);
        return TestSpark.session().read().parquet(registry.members(version).toString()).collectAsList().stream()
                .collect(toMap(row -> row.getAs("entity"), row -> row.getAs("segment")));
    }

    /** The records of one customer as those of another. */
    private static List<Row> as(List<Row> records, String one, String other) {
        return records.stream()
                .map(row -> org.apache.spark.sql.RowFactory.create(
                        row.getString(0) + other,
                        row.getLong(1),
                        row.getString(2)
                                .replace("\"" + one + "\"", "\"" + other + "\"")
                                .replace("\"" + row.getString(0) + "\"", "\"" + row.getString(0) + other + "\"")))
                .toList();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
