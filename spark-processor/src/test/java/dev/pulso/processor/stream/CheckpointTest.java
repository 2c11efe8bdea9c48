package dev.pulso.processor.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
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

    private Checkpoint open(long millis) throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return Checkpoint.open(root.toString(), "counts", new Configuration(), clock);
    }
}
