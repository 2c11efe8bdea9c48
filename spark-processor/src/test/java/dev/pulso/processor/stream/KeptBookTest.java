package dev.pulso.processor.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulso.processor.trend.Rules;
import dev.pulso.processor.trend.TrendBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptBookTest {
    @TempDir
    private Path root;

    private KeptBook kept;

    @BeforeEach
    void open() throws IOException {
        Configuration hadoop = new Configuration();
        // As the session sets it: without files of checksums.
        hadoop.set("fs.file.impl", PlainLocalFileSystem.class.getName());
        hadoop.setBoolean("fs.file.impl.disable.cache", true);
        kept = new KeptBook(new org.apache.hadoop.fs.Path(root.toUri()), hadoop);
    }

    @Test
    void shouldKeepTheNewestTwo() throws IOException {
        for (long batch = 1; batch <= 3; batch++) {
            save(batch);
        }

        assertThat(loaded()).isEqualTo(3);
        assertThat(file(1)).doesNotExist();
        assertThat(file(2)).exists();
    }

    @Test
    void shouldGoBackToTheOlderBookWhenTheNewestIsCutShort() throws IOException {
        save(1);
        save(2);
        byte[] whole = Files.readAllBytes(file(2));
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(2), Arrays.copyOf(whole, length));

            // The last bytes are a checksum; nobody needs them to read what is before.
            assertThat(loaded())
                    .as("cut at %d", length)
                    .isIn(length < whole.length / 2 ? List.of(1L) : List.of(1L, 2L));
        }
    }

    @Test
    void shouldBeginAnewWhenNoneCanBeRead() throws IOException {
        save(1);
        save(2);
        Files.write(file(1), new byte[0]);
        Files.writeString(file(2), "not compressed");

        assertThat(loaded()).isEqualTo(-1);
    }

    private void save(long batch) throws IOException {
        TrendBook.State state = new TrendBook.State(Rules.DEFAULT.window(), batch, List.of());
        kept.save(TrendBook.of(state, Rules.DEFAULT), batch);
    }

    private long loaded() throws IOException {
        return kept.load(Rules.DEFAULT).state().lastBatch();
    }

    private Path file(long batch) {
        return root.resolve("book/%012d.json.gz".formatted(batch));
    }
}
