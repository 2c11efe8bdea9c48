package dev.pulso.processor.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.processor.LocalSpark;
import dev.pulso.processor.counting.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final long GENERATION = 1_700_000_000_000L;

    @Test
    void shouldFileByDayOnceAndMergeWithoutLoss(@TempDir Path directory) throws Exception {
        try (LocalSpark spark = new LocalSpark()) {
            ArchiveStore store = new ArchiveStore(
                    directory.toString(), spark.session.sparkContext().hadoopConfiguration());
            Compaction compaction = new Compaction(store, 2);
            for (int batch = 0; batch < 6; batch++) {
                compaction.run(spark.session);
                ArchiveQuery.write(batch(spark, batch), store, Segment.of(GENERATION, batch));
                // A kill after the write and before the checkpoint: the batch comes again.
                ArchiveQuery.write(batch(spark, batch), store, Segment.of(GENERATION, batch));
            }

            ArchiveReader archive = ArchiveReader.open(spark.session, directory.toString());
            assertThat(archive.all().count()).isEqualTo(18);
            assertThat(archive.all().select("topic", "offset").distinct().count())
                    .isEqualTo(18);
            assertThat(Segments.visible(store.complete()))
                    .extracting(Segment::name)
                    .containsExactly("0000000000-0000000003", "0000000004-0000000004", "0000000005-0000000005");
            assertThat(days(directory)).contains("kind=posts/day=2026-11-20", "kind=events/day=2026-11-21");
            // Batch 1 deletes the post of batch 0, on a later day.
            assertThat(archive.about(LocalDate.parse("2026-11-20")).count()).isEqualTo(4);
            assertThat(changes(archive.about(LocalDate.parse("2026-11-20")))).isEqualTo(0);
            assertThat(changes(archive.about(LocalDate.parse("2026-11-01")))).isEqualTo(0);
        }
    }

    private static long changes(Dataset<Row> records) {
        return ArchiveReader.changes(
                        records.filter("topic = 'pulso.posts'").collectAsList().iterator(), 20)
                .stream()
                .map(Change::hashtag)
                .mapToInt(change -> change == null ? 0 : change.posts())
                .sum();
    }

    /** A post or the deletion of the one before, an event, and a record that cannot be read. */
    private static Dataset<Row> batch(LocalSpark spark, int batch) {
        String day = "2026-11-2" + batch + "T10:00:00Z";
        String post = """
                {"specversion":"1.0","id":"1","source":"/t","type":"pulso.post.v1","time":"%1$s","data":{"op":"%2$s",
                 "network":"n","postId":"%3$d","hashtags":[{"tag":"a"}],"createdAt":"%1$s","observedAt":"%1$s"}}
                """.formatted(day, batch % 2 == 0 ? "CREATE" : "DELETE", batch - batch % 2);
        String event = """
                {"specversion":"1.0","id":"%d","source":"/t","type":"order","time":"%s"}""".formatted(batch, day);
        List<Row> rows = new ArrayList<>();
        rows.add(row("pulso.posts", 2 * batch, post));
        rows.add(row("pulso.events", 3 * batch, event));
        rows.add(row("pulso.events", 3 * batch + 1, event.replace("\"id\":\"", "\"id\":\"more")));
        rows.add(row("pulso.posts", 2 * batch + 1, "not json"));
        return spark.session.createDataFrame(rows, ArchiveRow.RECORD);
    }

    private static Row row(String topic, long offset, String value) {
        return RowFactory.create(topic, 0, offset, Timestamp.from(Instant.EPOCH), value.getBytes(UTF_8));
    }

    private static List<String> days(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(each -> each.getFileName().toString().startsWith("day="))
                    .map(each -> each.getParent().getFileName() + "/" + each.getFileName())
                    .toList();
        }
    }
}
