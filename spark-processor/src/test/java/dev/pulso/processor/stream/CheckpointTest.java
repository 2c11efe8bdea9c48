package dev.pulso.processor.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final String OFFSETS =
            "v1\n{\"batchWatermarkMs\":0,\"conf\":{\"a\":\"b\"}}\n{\"pulso.posts\":{\"0\":12,\"1\":7}}";
    private static final String COMMIT = "v1\n{\"nextBatchWatermarkMs\":0}";

    @TempDir
    private Path root;

    @Test
    void shouldKeepItsGenerationOverRestarts() throws IOException {
        Checkpoint created = open(1_000);
        Checkpoint opened = open(2_000);

        assertThat(created.created()).isTrue();
        assertThat(created.queryName()).isEqualTo("counts@1000");
        assertThat(opened.created()).isFalse();
        assertThat(opened.queryName()).isEqualTo("counts@1000");
    }

    @Test
    void shouldBeANewerGenerationWhenLost() throws IOException {
        open(1_000);
        try (Stream<Path> files = Files.walk(root.resolve("counts"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }

        assertThat(open(2_000).queryName()).isEqualTo("counts@2000");
    }

    @Test
    void shouldMoveADirectoryWithoutGenerationAside() throws IOException {
        Files.createDirectories(root.resolve("counts/offsets"));

        assertThat(open(3_000).created()).isTrue();
        assertThat(root.resolve("counts.lost-3000/offsets")).exists();
        assertThat(root.resolve("counts/offsets")).doesNotExist();
    }

    @Test
    void shouldMoveADirectoryWithAnEmptyGenerationAside() throws IOException {
        open(1_000);
        Files.writeString(root.resolve("counts/generation"), "");

        assertThat(open(3_000).queryName()).isEqualTo("counts@3000");
        assertThat(root.resolve("counts.lost-3000/generation")).exists();
    }

    @Test
    void shouldGoOnFromWholeLogs() throws IOException {
        open(1_000);
        logs();

        assertThat(open(2_000).queryName()).isEqualTo("counts@1000");
        assertThat(root.resolve("counts/commits/10")).exists();
    }

    @Test
    void shouldDoABatchAgainWhoseCommitIsCutShort() throws IOException {
        for (int length = 0; length < COMMIT.length(); length++) {
            open(1_000);
            logs();
            Files.writeString(root.resolve("counts/commits/10"), COMMIT.substring(0, length));

            assertThat(open(2_000).queryName()).as("cut at %d", length).isEqualTo("counts@1000");
            assertThat(root.resolve("counts/commits/10")).doesNotExist();
            assertThat(root.resolve("counts/commits/9")).exists();
        }
    }

    @Test
    void shouldBeANewerGenerationWhenOffsetsAreCutShort() throws IOException {
        for (int length = 0; length < OFFSETS.length(); length++) {
            Checkpoint before = open(1_000 + length);
            logs();
            Files.writeString(root.resolve("counts/offsets/10"), OFFSETS.substring(0, length));

            Checkpoint after = open(2_000 + length);
            assertThat(after.created()).as("cut at %d", length).isTrue();
            assertThat(after.generation()).isGreaterThan(before.generation());
            assertThat(root.resolve("counts.lost-" + (2_000 + length) + "/offsets/9"))
                    .exists();
            Files.move(root.resolve("counts"), root.resolve("done-" + length));
        }
    }

    @Test
    void shouldBeANewerGenerationWhenAnEarlierCommitIsCutShort() throws IOException {
        open(1_000);
        logs();
        Files.writeString(root.resolve("counts/commits/9"), "v1\n{");

        assertThat(open(2_000).queryName()).isEqualTo("counts@2000");
    }

    @Test
    void shouldBeANewerGenerationWhenAbandoned() throws IOException {
        open(1_000).abandon(new Configuration(), Clock.fixed(Instant.ofEpochMilli(2_000), ZoneOffset.UTC));

        assertThat(root.resolve("counts.lost-2000/generation")).exists();
        assertThat(open(3_000).queryName()).isEqualTo("counts@3000");
    }

    /** As Spark writes them, batches 9 and 10. */
    private void logs() throws IOException {
        for (String batch : List.of("9", "10")) {
            Files.createDirectories(root.resolve("counts/offsets"));
            Files.createDirectories(root.resolve("counts/commits"));
            Files.writeString(root.resolve("counts/offsets/" + batch), OFFSETS);
            Files.writeString(root.resolve("counts/commits/" + batch), COMMIT);
        }
    }

    private Checkpoint open(long millis) throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return Checkpoint.open(root.toString(), "counts", new Configuration(), clock);
    }
}
